package dev.plimsoll.store.sqlite;

import dev.plimsoll.model.Codec;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.sql.SqlStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/// Opens the store of a state folder.
///
/// @param folder    made when it is missing, for its owner only
/// @param codec     writes and reads the texts
/// @param clock     for createdAt and leases
/// @param uids      makes an id that was never there before; the first one becomes the plane's
/// @param sizeLimit the file does not grow beyond so many bytes: commits then fail as on a full disk; 0: no limit
public record SqliteStore(Path folder, Codec codec, Clock clock, Supplier<String> uids, long sizeLimit) {

    /// The store in a folder, without a limit to its size.
    ///
    /// @throws dev.plimsoll.store.StoreFailure.Unusable when another control plane has the folder, or its state is damaged, foreign or newer
    public static VersionedStore open(Path folder, Codec codec, Clock clock, Supplier<String> uids) {
        return new SqliteStore(folder, codec, clock, uids, 0).open();
    }

    /// @throws dev.plimsoll.store.StoreFailure.Unusable when another control plane has the folder, or its state is damaged, foreign or newer
    public VersionedStore open() {
        var lock = FolderLock.take(folder);
        try {
            var files = new SqliteFiles(folder);
            SqliteLayout.prepare(files, uids);
            return new SqlStore(SqliteDatabase.open(files, lock, this), codec, uids);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }
}

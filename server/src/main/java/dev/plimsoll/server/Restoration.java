package dev.plimsoll.server;

import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.store.backup.Backup;
import dev.plimsoll.store.sqlite.SqliteRestore;
import java.nio.file.Path;
import java.time.Clock;

/// Puts a backup into the state folder while no control plane runs there.
record Restoration(ServerOptions options, Path file) {

    /// @return what was done, for people
    /// @throws IllegalArgumentException                 when the state is not in the folder
    /// @throws dev.plimsoll.store.backup.BackupRefused  when the backup is not whole; nothing was touched
    /// @throws dev.plimsoll.store.StoreFailure.Unusable when a control plane runs there, or there is state and it is not to be replaced
    String carryOut() {
        if (options.database().isPresent()) {
            throw new IllegalArgumentException("a backup is restored into a state folder; unset " + ServerOptions.DATABASE_VARIABLE
                + ". A PostgreSQL database is brought back with PostgreSQL's own tools");
        }
        var codec = new StoredJson();
        var header = Backup.verify(file, codec);
        var kept = new SqliteRestore(options.state(), codec, Clock.systemUTC(), options.replace()).from(file);
        return "restored " + header.total() + " resources as of revision " + header.revision() + ", written by version " + header.product()
            + kept.map(before -> "; the state before is kept in " + before).orElse("");
    }
}

package dev.plimsoll.store.sqlite;

import dev.plimsoll.model.Codec;
import dev.plimsoll.store.StoreFailure.Unusable;
import dev.plimsoll.store.backup.Backup;
import dev.plimsoll.store.commit.Parts;
import dev.plimsoll.store.sql.Restoring;
import dev.plimsoll.store.sql.Statements;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Puts a backup into a state folder.
///
/// @param folder  whose state it becomes
/// @param codec   reads and writes the texts
/// @param clock   names what is kept of the old state
/// @param replace whether state that is there already may be replaced
public record SqliteRestore(Path folder, Codec codec, Clock clock, boolean replace) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// Makes the whole new state beside the old one first, then puts it in its place in one move. The plane keeps its id, resources their uids,
    /// generations and revisions; new revisions begin far above the old, so that none that was given out after the backup is given twice.
    ///
    /// @return where the old state is kept; none when there was none
    /// @throws dev.plimsoll.store.backup.BackupRefused     when the backup is not whole; nothing was touched
    /// @throws dev.plimsoll.store.StoreFailure.Unusable when a control plane runs on the folder, or there is state and `replace` is not set
    public Optional<Path> from(Path file) {
        var backup = Backup.read(file, codec);
        try (var _ = FolderLock.take(folder)) {
            var files = new SqliteFiles(folder);
            var occupied = Files.exists(files.database());
            if (occupied && !replace) {
                throw new Unusable(folder + " holds state already: restore into an empty folder, or say --replace, which keeps the old state beside the new", null);
            }
            var made = new SqliteFiles(Files.createTempDirectory(folder, "restoring-"));
            try {
                make(made, backup);
            } catch (RuntimeException | Error failure) {
                discard(made);
                throw failure;
            }
            var kept = occupied ? Optional.of(keep(files)) : Optional.<Path>empty();
            Files.move(made.database(), files.database(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(made.folder());
            sync(folder);
            return kept;
        } catch (IOException failure) {
            throw new Unusable("the state cannot be put into " + folder + ": " + failure, failure);
        }
    }

    private static void discard(SqliteFiles half) throws IOException {
        for (var file : half.all()) {
            Files.deleteIfExists(file);
        }
        Files.delete(half.folder());
    }

    private void make(SqliteFiles files, Backup backup) {
        SqliteLayout.prepare(files, backup.header()::plane);
        try (var statements = new Statements(files.connect(SqliteFiles.config()))) {
            statements.update("BEGIN IMMEDIATE");
            Restoring.into(statements, new Parts(codec), backup);
            statements.update("COMMIT");
        } catch (SQLException failure) {
            throw SqliteFailures.of(failure, files);
        }
    }

    /// Links first, so that the old state is in two places until the new one takes its own.
    private Path keep(SqliteFiles files) throws IOException {
        emptyLog(files);
        var beside = Files.createDirectory(folder.resolve("before-restore-" + STAMP.format(clock.instant())));
        for (var file : files.all()) {
            if (Files.exists(file)) {
                Files.createLink(beside.resolve(file.getFileName()), file);
            }
        }
        sync(beside);
        for (var file : files.all()) {
            if (!file.equals(files.database())) {
                Files.deleteIfExists(file);
            }
        }
        return beside;
    }

    /// Brings what the log holds into the database, so that the file alone is the old state. A damaged one is kept as it is.
    private static void emptyLog(SqliteFiles files) {
        try (var statements = new Statements(files.connect(SqliteFiles.config()))) {
            statements.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1));
        } catch (SQLException _) {
            // Its log is kept beside it.
        }
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

package dev.plimsoll.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/// The files of a state folder, and connections to them.
record SqliteFiles(Path folder) {
    private static final int PATIENCE_MILLISECONDS = 5_000;

    Path database() {
        return folder.resolve("plimsoll.db");
    }

    /// The write-ahead log; there while somebody has the database open.
    Path log() {
        return folder.resolve("plimsoll.db-wal");
    }

    /// The database and what SQLite keeps beside it. They belong together: the log holds commits that the database does not have yet.
    List<Path> all() {
        return List.of(database(), log(), folder.resolve("plimsoll.db-shm"));
    }

    /// Makes the database's file, readable for its owner only; its companions inherit that.
    void create() {
        try {
            Files.createFile(database(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            // Permissions of a file that is there are its owner's business.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "jdbc:sqlite:" + database().toAbsolutePath();
    }

    /// How every connection is set up.
    static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL syncs the log at each commit: only then is a commit that was acknowledged still there after a power cut.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // Only for people who look into the file with another program while the control plane runs.
        config.setBusyTimeout(PATIENCE_MILLISECONDS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    Connection connect(SQLiteConfig config) throws SQLException {
        return config.createConnection(url());
    }
}

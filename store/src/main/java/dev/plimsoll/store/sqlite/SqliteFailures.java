package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.StoreFailure.Full;
import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.StoreFailure.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// What SQLite's result codes (https://www.sqlite.org/rescode.html) mean for whoever asked.
final class SqliteFailures {
    private static final int PRIMARY = 0xff;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int NOT_A_DATABASE = 26;
    /// Less than this free: an I/O error is one of room. Some of SQLite's files report ENOSPC only so.
    private static final long NO_ROOM = 1 << 20;

    private SqliteFailures() {}

    static StoreFailure of(SQLException failure, SqliteFiles files) {
        return switch (failure.getErrorCode() & PRIMARY) {
            case FULL -> full(files, failure);
            case IO_ERROR -> freeBytes(files.folder()) < NO_ROOM ? full(files, failure) : unavailable(files, failure);
            case CORRUPT, NOT_A_DATABASE -> damaged(files, failure);
            default -> unavailable(files, failure);
        };
    }

    static Unusable damaged(SqliteFiles files, Exception cause) {
        return new Unusable("the state in " + files.database() + " is damaged (" + cause.getMessage() + "). Stop the control plane, keep a copy of "
            + files.folder() + ", and bring the newest backup back: plimsoll restore --replace BACKUP", cause);
    }

    private static Full full(SqliteFiles files, SQLException cause) {
        return new Full("no room for the state in " + files.folder() + ": make room there; nothing was written, and writes succeed again then", cause);
    }

    private static Unavailable unavailable(SqliteFiles files, SQLException cause) {
        return new Unavailable("the state in " + files.database() + " does not answer: " + cause.getMessage(), cause);
    }

    private static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            return Long.MAX_VALUE;
        }
    }
}

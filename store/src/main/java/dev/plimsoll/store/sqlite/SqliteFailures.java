package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.StoreFailure.Full;
import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.StoreFailure.Unusable;
import java.nio.file.Path;
import java.sql.SQLException;

/// What SQLite's result codes (https://www.sqlite.org/rescode.html) mean for whoever asked.
final class SqliteFailures {
    private static final int PRIMARY = 0xff;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int NOT_A_DATABASE = 26;
    private static final String WHAT = "the state";

    private SqliteFailures() {}

    static StoreFailure of(SQLException failure, SqliteFiles files) {
        return switch (failure.getErrorCode() & PRIMARY) {
            case FULL -> new Full("no room for " + WHAT + " in " + files.folder() + ": make room there; nothing was written, and writes succeed again then", failure);
            // Some of SQLite's files report a full disk only so.
            case IO_ERROR -> Full.in(files.folder(), WHAT, failure).<StoreFailure>map(full -> full).orElseGet(() -> unavailable(files, failure));
            case CORRUPT, NOT_A_DATABASE -> damaged(files, failure);
            default -> unavailable(files, failure);
        };
    }

    static Unusable damaged(SqliteFiles files, Exception cause) {
        return new Unusable("the state in " + files.database() + " is damaged (" + cause.getMessage() + "). Stop the control plane, keep a copy of "
            + files.folder() + ", and bring the newest backup back: plimsoll restore --replace BACKUP", cause);
    }

    /// The state cannot be opened, for want of room or for good.
    static StoreFailure unusable(Path folder, String sentence, Exception cause) {
        return Full.in(folder, WHAT, cause).<StoreFailure>map(full -> full).orElseGet(() -> new Unusable(sentence, cause));
    }

    private static Unavailable unavailable(SqliteFiles files, SQLException cause) {
        return new Unavailable("the state in " + files.database() + " does not answer: " + cause.getMessage(), cause);
    }
}

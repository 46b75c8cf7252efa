package dev.plimsoll.store.postgres;

import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.StoreFailure.Full;
import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.StoreFailure.Unusable;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/// What PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) mean for whoever asked.
final class PostgresFailures {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final String DISK_FULL = "53100";
    private static final String DATA_CORRUPTED = "XX001";
    private static final String INDEX_CORRUPTED = "XX002";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String NOT_PRIVILEGED = "42501";
    private static final String CLASS_NOT_AUTHORIZED = "28";

    private PostgresFailures() {}

    /// Whether the same transaction may succeed when it is tried again.
    static boolean passes(SQLException failure) {
        var state = state(failure);
        return state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK);
    }

    static StoreFailure of(SQLException failure) {
        var state = state(failure);
        return switch (state) {
            case DISK_FULL -> new Full("the PostgreSQL server has no room: make room there; nothing was written, and writes succeed again then", failure);
            case DATA_CORRUPTED, INDEX_CORRUPTED -> new Unusable("the PostgreSQL server says the state is damaged (" + failure.getMessage()
                + "): keep a copy of the database and bring the newest backup back", failure);
            case NO_SUCH_DATABASE, NOT_PRIVILEGED -> unusable(failure);
            default -> state.startsWith(CLASS_NOT_AUTHORIZED) ? unusable(failure)
                : new Unavailable("the PostgreSQL server does not do it: " + failure.getMessage(), failure);
        };
    }

    private static Unusable unusable(SQLException failure) {
        return new Unusable("the PostgreSQL database cannot be used: " + failure.getMessage(), failure);
    }

    /// The one that says what happened is often inside: a batch tells only which row it was.
    private static String state(SQLException failure) {
        var cause = failure instanceof BatchUpdateException && failure.getNextException() != null ? failure.getNextException() : failure;
        return cause.getSQLState() == null ? "" : cause.getSQLState();
    }
}

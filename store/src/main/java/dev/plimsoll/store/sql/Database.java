package dev.plimsoll.store.sql;

import java.sql.SQLException;

/// Connections to one database. Failures come out as [dev.plimsoll.store.StoreFailure]s.
public interface Database extends AutoCloseable {
    /// Runs the work on one snapshot. Called from any thread.
    <T> T read(Work<T> work);

    /// Runs the work in a transaction, which is durable when this returns and leaves nothing when it throws. The work may be run more than
    /// once. Called from one thread, which is no virtual one.
    <T> T write(Work<T> work);

    Dialect dialect();

    /// Calls `look` whenever other processes may have committed, and now and then; never for a database that has no other users.
    void follow(Runnable look);

    @Override
    void close();

    /// Something to do with the tables.
    @FunctionalInterface
    interface Work<T> {
        T on(Statements statements) throws SQLException;
    }
}

package dev.plimsoll.store.sqlite;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.sql.Dialect;
import dev.plimsoll.store.sql.Plane;
import dev.plimsoll.store.sql.Rows;
import dev.plimsoll.store.sql.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Statements are calls into the same process, so many small ones are fine; the transaction itself (BEGIN IMMEDIATE) is the lock.
record SqliteDialect(Clock clock) implements Dialect {
    @Override
    public Locked lock(Statements statements) throws SQLException {
        return new Locked(Plane.read(statements), clock.instant());
    }

    @Override
    public List<Entry> find(Statements statements, Rows rows, Collection<Key> keys) throws SQLException {
        var found = new ArrayList<Entry>(keys.size());
        for (var key : keys) {
            statements.first(Rows.ONE, rows::entry, key.kind().singular(), key.project(), key.name()).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public void advance(Statements statements, long revision) throws SQLException {
        statements.update("UPDATE plane SET revision = ?", revision);
    }
}

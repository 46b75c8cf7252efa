package dev.plimsoll.store.sqlite;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.sql.Change;
import dev.plimsoll.store.sql.Dialect;
import dev.plimsoll.store.sql.Plane;
import dev.plimsoll.store.sql.Rows;
import dev.plimsoll.store.sql.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Statements are calls into the same process, so many small ones are fine; the transaction itself (BEGIN IMMEDIATE) is the lock.
record SqliteDialect(Clock clock) implements Dialect {
    @Override
    public Locked lock(Statements statements, Rows rows, Collection<Key> keys) throws SQLException {
        var plane = Plane.read(statements);
        var found = new ArrayList<Entry>(keys.size());
        for (var key : keys) {
            statements.first(Rows.ONE, rows::entry, key.kind().singular(), key.project(), key.name()).ifPresent(found::add);
        }
        return new Locked(plane, clock.instant(), found);
    }

    @Override
    public void carryOut(Statements statements, Map<Change, List<Object[]>> changes) throws SQLException {
        for (var change : changes.entrySet()) {
            statements.updateAll(change.getKey().each(), change.getValue());
        }
    }
}

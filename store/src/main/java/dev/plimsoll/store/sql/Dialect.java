package dev.plimsoll.store.sql;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// The statements that are not the same in every database.
public interface Dialect {
    /// Reads the plane's row, and from then on no other transaction may commit before this one.
    Locked lock(Statements statements) throws SQLException;

    /// Those of the resources that exist.
    List<Entry> find(Statements statements, Rows rows, Collection<Key> keys) throws SQLException;

    /// Sets the plane's revision, and tells other processes when there may be some.
    void advance(Statements statements, long revision) throws SQLException;

    /// @param plane the plane's row
    /// @param now   the store's time
    record Locked(Plane plane, Instant now) {}
}

package dev.plimsoll.store.sql;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What is not the same in every database.
public interface Dialect {
    /// Sets the plane's revision. Wants it.
    Change ADVANCE = Change.once("UPDATE plane SET revision = ?");

    /// Reads the plane's row, after which no other transaction may commit before this one, and those of the resources that exist.
    Locked lock(Statements statements, Rows rows, Collection<Key> keys) throws SQLException;

    /// Carries out the changes in their order, each for all its rows, and lets other processes know when there may be some. Nothing of the transaction
    /// comes after it: it may commit already.
    ///
    /// @param changes rows of arguments
    void carryOut(Statements statements, Map<Change, List<Object[]>> changes) throws SQLException;

    /// @param plane     the plane's row
    /// @param now       the store's time
    /// @param resources those asked for
    record Locked(Plane plane, Instant now, List<Entry> resources) {}
}

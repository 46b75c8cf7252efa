package dev.plimsoll.store.sql;

import java.sql.SQLException;

/// The control plane's one row.
///
/// @param id        made once with the state
/// @param revision  the newest
/// @param compacted up to where removals are forgotten
public record Plane(String id, long revision, long compacted) {

    public static Plane read(Statements statements) throws SQLException {
        return statements.first("SELECT id, revision, compacted FROM plane", row -> new Plane(row.getString(1), row.getLong(2), row.getLong(3)))
            .orElseThrow(() -> new SQLException("the table plane is empty"));
    }
}

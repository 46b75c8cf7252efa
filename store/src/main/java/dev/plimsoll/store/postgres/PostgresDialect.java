package dev.plimsoll.store.postgres;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.sql.Dialect;
import dev.plimsoll.store.sql.Plane;
import dev.plimsoll.store.sql.Rows;
import dev.plimsoll.store.sql.Statements;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Each statement is a round trip, so a batch asks for everything at once, and a small one is written at once: the driver sends statements that
/// stand in one text together.
///
/// @param process tells this process's announcements from others'; letters, digits and '-' only
record PostgresDialect(String process) implements Dialect {
    static final String CHANNEL = "plimsoll_committed";

    private static final String LOCK_AND_FIND = "SELECT id, revision, compacted, clock_timestamp() FROM plane FOR UPDATE; " + Rows.RESOURCES
        + " JOIN unnest(?::text[], ?::text[], ?::text[]) AS k(kind, project, name) ON r.kind = k.kind AND r.project = k.project AND r.name = k.name";
    /// Rows written in one text at most: each mixture is a text of its own that the driver keeps.
    private static final int FEW = 8;

    @Override
    public Locked lock(Statements statements, Rows rows, Collection<Key> keys) throws SQLException {
        var asked = List.copyOf(keys);
        var both = statements.bound(LOCK_AND_FIND, texts(statements, asked, key -> key.kind().singular()), texts(statements, asked, Key::project),
            texts(statements, asked, Key::name));
        both.execute();
        try (var plane = both.getResultSet()) {
            if (!plane.next()) {
                throw new SQLException("the table plane is empty");
            }
            var found = new Plane(plane.getString(1), plane.getLong(2), plane.getLong(3));
            var now = plane.getObject(4, OffsetDateTime.class).toInstant();
            both.getMoreResults();
            return new Locked(found, now, entries(both.getResultSet(), rows));
        }
    }

    private static List<Entry> entries(ResultSet found, Rows rows) throws SQLException {
        try (found) {
            var entries = new ArrayList<Entry>();
            while (found.next()) {
                entries.add(rows.entry(found));
            }
            return entries;
        }
    }

    private static Array texts(Statements statements, List<Key> keys, Function<Key, String> part) throws SQLException {
        return statements.connection().createArrayOf("text", keys.stream().map(part).toArray());
    }

    @Override
    public void carryOut(Statements statements, Map<String, List<Object[]>> updates) throws SQLException {
        var all = updates.values().stream().mapToInt(List::size).sum();
        var announce = updates.getOrDefault(ADVANCE, List.of()).isEmpty() ? "" : "NOTIFY " + CHANNEL + ", '" + process + "'";
        if (all > FEW) {
            for (var update : updates.entrySet()) {
                statements.updateAll(update.getKey(), update.getValue());
            }
            if (!announce.isEmpty()) {
                statements.update(announce);
            }
        } else if (all > 0) {
            together(statements, updates, announce);
        }
    }

    private static void together(Statements statements, Map<String, List<Object[]>> updates, String announce) throws SQLException {
        var text = new StringBuilder();
        var arguments = new ArrayList<Object>();
        updates.forEach((sql, rows) -> rows.forEach(row -> {
            text.append(sql).append("; ");
            arguments.addAll(List.of(row));
        }));
        statements.bound(text.append(announce).toString(), arguments.toArray()).execute();
    }
}

package dev.plimsoll.store.postgres;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.sql.Change;
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

/// Each statement is a round trip, so a batch is two: one asks for everything, one writes everything and commits. The driver sends statements that
/// stand in one text together; after one that fails the server skips the rest, the commit too.
///
/// @param process tells this process's announcements from others'; letters, digits and '-' only
record PostgresDialect(String process) implements Dialect {
    static final String CHANNEL = "plimsoll_committed";

    private static final String LOCK_AND_FIND = "SELECT id, revision, compacted, clock_timestamp() FROM plane FOR UPDATE; " + Rows.RESOURCES
        + " JOIN unnest(?::text[], ?::text[], ?::text[]) AS k(kind, project, name) ON r.kind = k.kind AND r.project = k.project AND r.name = k.name";

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
    public void carryOut(Statements statements, Map<Change, List<Object[]>> changes) throws SQLException {
        var text = new StringBuilder();
        var arguments = new ArrayList<>();
        for (var change : changes.entrySet()) {
            var rows = change.getValue();
            if (!rows.isEmpty()) {
                text.append(change.getKey().sql(rows)).append("; ");
                arguments.addAll(rows.size() == 1 ? List.of(rows.getFirst()) : columns(statements, rows));
            }
        }
        if (text.isEmpty()) {
            return;
        }
        if (!changes.getOrDefault(ADVANCE, List.of()).isEmpty()) {
            text.append("NOTIFY ").append(CHANNEL).append(", '").append(process).append("'; ");
        }
        statements.bound(text.append("COMMIT").toString(), arguments.toArray()).execute();
    }

    private static List<Array> columns(Statements statements, List<Object[]> rows) throws SQLException {
        var columns = new ArrayList<Array>();
        for (int column = 0; column < rows.getFirst().length; column++) {
            int at = column;
            columns.add(statements.connection().createArrayOf(rows.getFirst()[at] instanceof Long ? "int8" : "text", rows.stream().map(row -> row[at]).toArray()));
        }
        return columns;
    }
}

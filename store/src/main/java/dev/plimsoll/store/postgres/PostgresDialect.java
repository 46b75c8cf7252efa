package dev.plimsoll.store.postgres;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.sql.Dialect;
import dev.plimsoll.store.sql.Plane;
import dev.plimsoll.store.sql.Rows;
import dev.plimsoll.store.sql.Statements;
import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Each statement is a round trip, so a batch asks for all its resources at once.
final class PostgresDialect implements Dialect {
    static final String CHANNEL = "plimsoll_committed";

    private static final String LOCK = "SELECT id, revision, compacted, clock_timestamp() FROM plane FOR UPDATE";
    private static final String FIND = Rows.RESOURCES
        + " JOIN unnest(?::text[], ?::text[], ?::text[]) AS k(kind, project, name) ON r.kind = k.kind AND r.project = k.project AND r.name = k.name";
    private static final String ADVANCE = "WITH moved AS (UPDATE plane SET revision = ? RETURNING revision)"
        + " SELECT pg_notify('" + CHANNEL + "', revision::text) FROM moved";

    @Override
    public Locked lock(Statements statements) throws SQLException {
        return statements.first(LOCK, row -> new Locked(new Plane(row.getString(1), row.getLong(2), row.getLong(3)),
                row.getObject(4, OffsetDateTime.class).toInstant()))
            .orElseThrow(() -> new SQLException("the table plane is empty"));
    }

    @Override
    public List<Entry> find(Statements statements, Rows rows, Collection<Key> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        var asked = List.copyOf(keys);
        return statements.query(FIND, rows::entry, texts(statements, asked, key -> key.kind().singular()), texts(statements, asked, Key::project),
            texts(statements, asked, Key::name));
    }

    private static Array texts(Statements statements, List<Key> keys, Function<Key, String> part) throws SQLException {
        return statements.connection().createArrayOf("text", keys.stream().map(part).toArray());
    }

    @Override
    public void advance(Statements statements, long revision) throws SQLException {
        statements.first(ADVANCE, _ -> revision, revision);
    }
}

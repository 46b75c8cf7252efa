package dev.plimsoll.store.sql;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure.TooOld;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.commit.Tenure;
import dev.plimsoll.store.watch.Stretch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that is read from the tables.
final class Reading {
    private static final String AFTER = "SELECT * FROM (SELECT " + Rows.COLUMNS + ", 0 AS removed FROM resource r JOIN spec s ON s.born = r.born WHERE r.revision > ?"
        + " UNION ALL SELECT born, kind, project, name, uid, generation, revision, created_at, metadata, spec, status, 1 AS removed"
        + " FROM removal WHERE revision > ?) AS changes ORDER BY revision LIMIT ?";

    private final Statements statements;
    private final Rows rows;

    Reading(Statements statements, Rows rows) {
        this.statements = statements;
        this.rows = rows;
    }

    Plane plane() throws SQLException {
        return Plane.read(statements);
    }

    Optional<Entry> one(Key key) throws SQLException {
        return statements.first(Rows.ONE, rows::entry, key.kind().singular(), key.project(), key.name());
    }

    /// One more than the limit, when there are more.
    List<Entry> list(Query query) throws SQLException {
        var sql = new StringBuilder(Rows.RESOURCES).append(" WHERE r.kind = ?");
        var arguments = new ArrayList<Object>(List.of(query.kind().singular()));
        query.project().ifPresent(project -> {
            sql.append(" AND r.project = ?");
            arguments.add(project);
        });
        query.owner().ifPresent(owner -> {
            sql.append(" AND r.owner_kind = ? AND r.owner_name = ? AND r.owner_name <> ''");
            arguments.addAll(List.of(owner.kind().singular(), owner.name()));
            if (!owner.uid().isEmpty()) {
                sql.append(" AND r.owner_uid = ?");
                arguments.add(owner.uid());
            }
        });
        query.labels().forEach((label, value) -> {
            sql.append(" AND r.born IN (SELECT born FROM label WHERE kind = ? AND label = ? AND value = ?)");
            arguments.addAll(List.of(query.kind().singular(), label, value));
        });
        query.after().ifPresent(after -> {
            sql.append(" AND (r.project, r.name) > (?, ?)");
            arguments.addAll(List.of(after.project(), after.name()));
        });
        sql.append(" ORDER BY r.project, r.name");
        if (query.limit() > 0) {
            sql.append(" LIMIT ?");
            arguments.add(query.limit() + 1L);
        }
        return statements.query(sql.toString(), rows::entry, arguments.toArray());
    }

    List<Entry> everything() throws SQLException {
        var all = new ArrayList<Entry>();
        for (var kind : Kind.values()) {
            all.addAll(list(Query.of(kind)));
        }
        return all;
    }

    Stretch after(long position, int atMost) throws SQLException {
        var plane = plane();
        requireKnown(plane, position);
        var found = statements.query(AFTER, rows::recorded, position, position, atMost + 1L);
        var more = found.size() > atMost;
        return Stretch.ofNewest(more ? found.subList(0, atMost) : found, more, plane.revision());
    }

    static void requireKnown(Plane plane, long position) {
        if (position < plane.compacted() || position > plane.revision()) {
            throw new TooOld("changes after revision " + position + " are not known: the store knows those after " + plane.compacted() + ", up to "
                + plane.revision());
        }
    }

    Map<String, Tenure> tenures(Set<String> leases) throws SQLException {
        var found = new HashMap<String, Tenure>();
        for (var lease : leases) {
            statements.first("SELECT name, holder, epoch, until FROM lease WHERE name = ?",
                row -> new Tenure(row.getString(1), row.getString(2), row.getLong(3), Instant.parse(row.getString(4))), lease)
                .ifPresent(tenure -> found.put(lease, tenure));
        }
        return found;
    }

    /// The revision up to which removals may be forgotten so that so many stay; none when there are fewer.
    Optional<Long> surplus(int removals) throws SQLException {
        return statements.first("SELECT revision FROM removal ORDER BY revision DESC LIMIT 1 OFFSET ?", row -> row.getLong(1), (long) removals);
    }
}

package dev.plimsoll.store.sql;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.StoreFailure.Unusable;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.commit.Entry.Birth;
import dev.plimsoll.store.commit.Parts;
import dev.plimsoll.store.commit.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How rows become entries.
public final class Rows {
    /// What [#entry] reads.
    public static final String COLUMNS = "r.born, r.kind, r.project, r.name, r.uid, r.generation, r.revision, r.created_at, r.metadata, s.spec, r.status";
    public static final String RESOURCES = "SELECT " + COLUMNS + " FROM resource r JOIN spec s ON s.born = r.born";

    /// Wants kind, project and name.
    public static final String ONE = RESOURCES + " WHERE r.kind = ? AND r.project = ? AND r.name = ?";

    private static final Map<String, Kind> KINDS = Arrays.stream(Kind.values()).collect(Collectors.toUnmodifiableMap(Kind::singular, Function.identity()));

    private final Parts parts;
    private final Recent recent;

    Rows(Parts parts, Recent recent) {
        this.parts = parts;
        this.recent = recent;
    }

    /// The columns must be [#COLUMNS], in that order.
    public Entry entry(ResultSet row) throws SQLException {
        var known = recent.find(row.getLong(1), row.getLong(7));
        return known.isPresent() ? known.get() : read(row);
    }

    private Entry read(ResultSet row) throws SQLException {
        var kind = kind(row.getString(2));
        return new Entry(new Key(kind, row.getString(3), row.getString(4)),
            new Birth(row.getString(5), row.getLong(1), Instant.parse(row.getString(8))), row.getLong(6), row.getLong(7),
            parts.readMetadata(row.getString(9)), parts.readSpec(kind, row.getString(10)), parts.readStatus(kind, row.getString(11)));
    }

    /// One more column: 1 for a removal.
    Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(entry(row), row.getInt(12) == 1);
    }

    private static Kind kind(String word) {
        var kind = KINDS.get(word);
        if (kind == null) {
            throw new Unusable("the state holds a " + word + ", which this version does not know", null);
        }
        return kind;
    }
}

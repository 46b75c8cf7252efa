package dev.plimsoll.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The prepared statements of one connection, kept for the next time. Used by one thread at a time.
public final class Statements implements AutoCloseable {
    /// Listings come in a few dozen shapes; more statements than these are not kept.
    private static final int KEPT = 64;

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> prepared = new LinkedHashMap<>(KEPT, 0.75f, true);

    public Statements(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet columns) throws SQLException;
    }

    public Connection connection() {
        return connection;
    }

    public <T> List<T> query(String sql, Row<T> row, Object... arguments) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = bound(sql, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    public <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
        try (var rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    public void update(String sql, Object... arguments) throws SQLException {
        bound(sql, arguments).executeUpdate();
    }

    /// The same statement for many rows, in one round trip where the driver can.
    public void updateAll(String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (rows.size() == 1) {
            update(sql, rows.getFirst());
            return;
        }
        var statement = statement(sql);
        for (var row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /// Ready to be executed. Stays open for the next time.
    public PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        var statement = statement(sql);
        bind(statement, arguments);
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int n = 0; n < arguments.length; n++) {
            statement.setObject(n + 1, arguments[n]);
        }
    }

    private PreparedStatement statement(String sql) throws SQLException {
        var known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        if (prepared.size() >= KEPT) {
            prepared.pollFirstEntry().getValue().close();
        }
        var made = connection.prepareStatement(sql);
        prepared.put(sql, made);
        return made;
    }

    /// Forgets the prepared statements: after a failure drivers leave half a batch or an open cursor in them.
    public void discard() {
        prepared.values().forEach(Statements::closeQuietly);
        prepared.clear();
    }

    private static void closeQuietly(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException _) {
            // It is given up either way; the connection reports what matters.
        }
    }

    /// Closes the statements and the connection.
    @Override
    public void close() throws SQLException {
        discard();
        connection.close();
    }
}

package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreFailure.Unusable;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/// Brings a file to the tables this version knows, and refuses files it cannot work with.
final class SqliteLayout {
    /// The newest script in `migrations`. Compared first, because asking the migration library costs more than the rest of the start.
    static final int VERSION = 1;
    /// "PLIM", as the first script writes it.
    private static final int APPLICATION = 0x504C494D;

    private SqliteLayout() {}

    /// @param uids names the plane of a new file
    static void prepare(SqliteFiles files, Supplier<String> uids) {
        try {
            files.create();
            var config = SqliteFiles.config();
            int version;
            try (var connection = files.connect(config)) {
                version = number(connection, "PRAGMA user_version");
                requireOurs(files, version, number(connection, "PRAGMA application_id"));
                requireSound(files, connection);
            }
            if (version < VERSION) {
                migrate(files);
            }
            nameThePlane(files, uids);
        } catch (SQLException failure) {
            throw SqliteFailures.of(failure, files);
        } catch (UncheckedIOException failure) {
            throw SqliteFailures.unusable(files.folder(), "the state in " + files.database() + " cannot be opened: " + failure.getCause(), failure);
        }
    }

    private static void requireOurs(SqliteFiles files, int version, int application) {
        if (version > VERSION) {
            throw new Unusable("the state in " + files.database() + " was made by a newer version of Plimsoll (layout " + version + ", this one knows "
                + VERSION + "): start that version, or one newer still", null);
        }
        if (version > 0 && application != APPLICATION) {
            throw new Unusable(files.database() + " is a database of some other program: use another folder", null);
        }
    }

    private static void requireSound(SqliteFiles files, Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            var found = rows.next() ? rows.getString(1) : "no answer";
            if (!found.equals("ok")) {
                throw SqliteFailures.damaged(files, new SQLException(found.replaceAll("\\s+", " ")));
            }
        }
    }

    private static void migrate(SqliteFiles files) {
        var source = new SQLiteDataSource(SqliteFiles.config());
        source.setUrl(files.url());
        try {
            Flyway.configure(SqliteLayout.class.getClassLoader()).loggers("slf4j").dataSource(source).locations("classpath:dev/plimsoll/store/sqlite/migrations").load().migrate();
        } catch (FlywayException failure) {
            throw SqliteFailures.unusable(files.folder(), "the tables in " + files.database() + " cannot be brought to layout " + VERSION + ": " + failure.getMessage(),
                failure);
        }
    }

    /// Looked at on each start: the one that made the tables may have ended right then.
    private static void nameThePlane(SqliteFiles files, Supplier<String> uids) throws SQLException {
        try (var connection = files.connect(SqliteFiles.config())) {
            if (number(connection, "SELECT count(*) FROM plane") == 0) {
                nameThePlane(connection, uids.get());
            }
        }
    }

    private static void nameThePlane(Connection connection, String id) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO plane (only_one, id, revision, compacted) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    private static int number(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}

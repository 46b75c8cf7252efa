package dev.plimsoll.store.postgres;

import dev.plimsoll.store.StoreFailure.Unusable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to the tables this version knows, and refuses newer ones.
final class PostgresLayout {
    /// The newest script in `migrations`. Compared first, because asking the migration library costs more than the rest of the start.
    private static final int VERSION = 1;

    private PostgresLayout() {}

    /// Several control planes may do this at once: the migration library takes a lock, and only one names the plane.
    ///
    /// @param settings its first id names the plane of a new database
    static void prepare(PostgresDatabase database, PostgresStore settings) {
        var version = version(database);
        if (version > VERSION) {
            throw new Unusable("the state in the PostgreSQL database was made by a newer version of Plimsoll (layout " + version + ", this one knows "
                + VERSION + "): start that version, or one newer still", null);
        }
        if (version < VERSION) {
            migrate(settings);
        }
        database.write(statements -> {
            if (statements.first("SELECT id FROM plane", row -> row.getString(1)).isEmpty()) {
                statements.update("INSERT INTO plane (only_one, id, revision, compacted) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING", settings.uids().get());
            }
            return version;
        });
    }

    private static int version(PostgresDatabase database) {
        return database.read(statements -> {
            var there = statements.first("SELECT to_regclass('layout') IS NOT NULL", row -> row.getBoolean(1)).orElse(false);
            return there ? statements.first("SELECT version FROM layout", row -> row.getInt(1)).orElse(0) : 0;
        });
    }

        /// On connections of its own: the library wants several, and the store writes through one.
    private static void migrate(PostgresStore settings) {
        try {
            Flyway.configure(PostgresLayout.class.getClassLoader()).loggers("slf4j").dataSource(settings.url(), settings.user(), settings.password().reveal())
                .locations("classpath:dev/plimsoll/store/postgres/migrations").load().migrate();
        } catch (FlywayException failure) {
            throw new Unusable("the tables in the PostgreSQL database cannot be brought to layout " + VERSION + ": " + failure.getMessage(), failure);
        }
    }
}

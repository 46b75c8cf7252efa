package dev.plimsoll.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.sql.Database;
import dev.plimsoll.store.sql.Dialect;
import dev.plimsoll.store.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// One pooled connection that writes and a few that read.
final class PostgresDatabase implements Database {
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// A control plane that stands still between the two round trips of a commit holds the lock that every other commit needs, the one which takes its lease over included. The
    /// server ends such a transaction. Less than a lease lives, so that nobody waits longer because of it.
    private static final Duration STANDSTILL = Duration.ofSeconds(6);
    /// A transaction that met others this often waits for a quieter time: the caller is told.
    private static final int ATTEMPTS = 30;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    private final PostgresStore settings;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final String process = UUID.randomUUID().toString();
    private final Dialect dialect = new PostgresDialect(process);
    private Optional<Listener> listener = Optional.empty();

    private PostgresDatabase(PostgresStore settings) {
        this.settings = settings;
        this.writers = pool("write", 1, "TRANSACTION_SERIALIZABLE", false);
        // Readers see one snapshot; that it is the state at some revision follows from commits being one after the other.
        this.readers = pool("read", READERS, "TRANSACTION_REPEATABLE_READ", true);
    }

    static PostgresDatabase open(PostgresStore settings) {
        try {
            return new PostgresDatabase(settings);
        } catch (PoolInitializationException failure) {
            throw failure.getCause() instanceof SQLException refused ? PostgresFailures.of(refused)
                : new Unavailable("the PostgreSQL server does not answer: " + failure.getMessage(), failure);
        }
    }

    private HikariDataSource pool(String name, int size, String isolation, boolean readOnly) {
        var config = new HikariConfig();
        config.setPoolName("store-" + name);
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(settings.credentials());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setTransactionIsolation(isolation);
        config.setReadOnly(readOnly);
        config.setAutoCommit(false);
        config.setConnectionInitSql("SET idle_in_transaction_session_timeout = " + STANDSTILL.toMillis());
        return new HikariDataSource(config);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T read(Work<T> work) {
        try {
            return once(readers, work);
        } catch (SQLException failure) {
            throw PostgresFailures.of(failure);
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(writers, work);
            } catch (SQLException failure) {
                if (!PostgresFailures.passes(failure)) {
                    throw PostgresFailures.of(failure);
                }
                if (attempt == ATTEMPTS) {
                    throw new Unavailable("other control planes were faster " + ATTEMPTS + " times in a row; nothing was written", failure);
                }
                pause(attempt);
            }
        }
    }

    private static <T> T once(HikariDataSource pool, Work<T> work) throws SQLException {
        if (pool.isClosed()) {
            throw new Unavailable("the store was closed", null);
        }
        try (var connection = pool.getConnection()) {
            return inTransaction(connection, work);
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        var done = false;
        try {
            var result = work.on(new Statements(connection));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done && !connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    /// At once the first time: whoever was faster is done by now. Then longer and longer, each process differently.
    private void pause(int attempt) {
        var longest = Math.min(LONGEST_PAUSE.toMillis(), 1L << Math.min(attempt - 1, 10)) - 1;
        try {
            Thread.sleep(settings.random().nextLong(longest + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted between two attempts; nothing was written", interrupted);
        }
    }

    @Override
    public void follow(Runnable look) {
        listener = Optional.of(Listener.start(settings, process, look));
    }

    @Override
    public void close() {
        listener.ifPresent(Listener::close);
        readers.close();
        writers.close();
    }
}

package dev.plimsoll.store.postgres;

import dev.plimsoll.store.StoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the tables when another process says it committed. A notification is only a nudge: it also looks now and then without one, and
/// after every new connection, because one that was sent meanwhile is lost.
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    /// Between two looks without a nudge, and between two attempts to connect.
    private static final Duration UNASKED = Duration.ofSeconds(2);

    private final PostgresStore settings;
    private final String process;
    private final Runnable look;
    private volatile boolean open = true;
    private final Thread thread;

    private Listener(PostgresStore settings, String process, Runnable look) {
        this.settings = settings;
        this.process = process;
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name("store-listen").unstarted(this::run);
    }

    /// @param process whose announcements tell nothing new
    static Listener start(PostgresStore settings, String process, Runnable look) {
        var listener = new Listener(settings, process, look);
        listener.thread.start();
        return listener;
    }

    private void run() {
        while (open) {
            try (var connection = connect()) {
                listen(connection);
            } catch (SQLException | StoreFailure failure) {
                if (open) {
                    LOG.warn("not told what other control planes commit, trying again: {}", failure.getMessage());
                    pause();
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        var connection = new org.postgresql.Driver().connect(settings.url(), settings.credentials());
        if (connection == null) {
            throw new SQLException("the URL is none of PostgreSQL's");
        }
        return connection;
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + PostgresDialect.CHANNEL);
        }
        var announcements = connection.unwrap(PGConnection.class);
        look.run();
        for (var looked = System.nanoTime(); open; ) {
            var heard = announcements.getNotifications((int) UNASKED.toMillis());
            var news = heard != null && Arrays.stream(heard).anyMatch(one -> !one.getParameter().equals(process));
            if (news || System.nanoTime() - looked > UNASKED.toNanos()) {
                looked = System.nanoTime();
                look.run();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(UNASKED);
        } catch (InterruptedException _) {
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }
}

package dev.plimsoll.store.postgres;

import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.VersionedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A PostgreSQL server of the tests' own: made in a temporary folder from the installed binaries, on a free loopback port, started once for all
/// tests of the run and stopped at its end. Its data is synced to the disk as in production.
public final class PostgresServer implements BeforeAllCallback, AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final String PATTERN = "pattern";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Path folder;
    private Process process;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) {
        var running = context.getRoot().getStore(ExtensionContext.Namespace.create(PostgresServer.class))
            .computeIfAbsent(PostgresServer.class, _ -> started(), PostgresServer.class);
        this.folder = running.folder;
        this.port = running.port;
    }

    /// Starts a server outside of a test run; whoever does closes it.
    public static PostgresServer started() {
        try {
            var server = new PostgresServer();
            server.start();
            server.makePattern();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// The JDBC address of a new database, with tables and without a plane.
    public String newDatabase() throws SQLException {
        var name = "test" + DATABASES.incrementAndGet();
        execute(USER, "CREATE DATABASE " + name + " TEMPLATE " + PATTERN);
        return url(name);
    }

    /// The migrations run once, here; copying their outcome is much quicker.
    private void makePattern() throws SQLException {
        execute(USER, "CREATE DATABASE " + PATTERN);
        PostgresServer.open(url(PATTERN)).close();
        execute(PATTERN, "DELETE FROM plane");
        execute(USER, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + PATTERN + "'");
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database), USER, ""); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A store on a database, with a seed of its own for the pauses between retries.
    public static VersionedStore open(String url) {
        return settings(url).open();
    }

    static PostgresStore settings(String url) {
        return new PostgresStore(url, USER, new SecretText(""), new StoredJson(), () -> UUID.randomUUID().toString(), new Random(url.hashCode()));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void start() throws IOException, InterruptedException {
        var binaries = binaries();
        folder = Files.createTempDirectory("plimsoll-postgres");
        var data = folder.resolve("data");
        if (root()) {
            run(List.of("chown", USER, folder.toString()));
        }
        run(asPostgres(binaries.resolve("initdb").toString(), "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process = new ProcessBuilder(asPostgres(binaries.resolve("postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200")).redirectErrorStream(true).start();
        awaitReady();
    }

    /// The server says so itself; reading on keeps its pipe from filling up.
    private void awaitReady() throws IOException {
        var output = process.inputReader();
        for (var line = output.readLine(); line == null || !line.contains("ready to accept connections"); line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the PostgreSQL server did not start");
            }
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> { }));
    }

    private static Path binaries() throws IOException {
        if (Files.isDirectory(INSTALLED)) {
            try (var versions = Files.list(INSTALLED)) {
                var newest = versions.map(version -> version.resolve("bin")).filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin -> Integer.parseInt(bin.getParent().getFileName().toString())));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new AssertionError("no PostgreSQL server is installed here: apt-get install -y --no-install-recommends postgresql"
            + " (or leave these tests out: -DexcludedTags=postgres)");
    }

    /// The server refuses to run as root.
    private static List<String> asPostgres(String... command) {
        var all = new ArrayList<String>();
        if (root()) {
            all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + output);
        }
    }

    /// Stops the server this started, without waiting for clients, and removes its folder.
    @Override
    public void close() throws IOException {
        try {
            run(List.of("kill", "-INT", String.valueOf(process.pid())));
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        process.onExit().join();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package dev.plimsoll.server;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.api.MachineServer;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.api.plane.DoorShut;
import dev.plimsoll.api.plane.MachineDoor;
import dev.plimsoll.authority.Authority;
import dev.plimsoll.authority.Identities;
import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.ServerNames;
import dev.plimsoll.bootstrap.Bootstrap;
import dev.plimsoll.ingress.haproxy.FollowedIngress;
import dev.plimsoll.ingress.haproxy.Patience;
import dev.plimsoll.ingress.haproxy.RouterReport;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressSubject;
import dev.plimsoll.server.faults.FreePorts;
import dev.plimsoll.store.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A router without a machine: the script that machines follow by runs on this one, in folders of its own, and knocks at a real door with a real certificate. Behind its HAProxy answer small servers.
final class FollowedRouter implements IngressSubject {
    private static final String LOOPBACK = "127.0.0.1";
    static final String PAGE = "<h1>back at 6</h1>";
    private static final String NAME = "router-1";
    private static final String PEER = "m-1.plimsoll.internal";
    private static final Duration PATIENCE = Duration.ofMillis(500);

    final Path folder;
    private final Map<String, HttpServer> servers = new HashMap<>();
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final FollowedIngress ingress = new FollowedIngress("cluster/blue", () -> Set.of(NAME), Optional.of(PAGE), () -> Instant.now().plus(later.get()));
    private final Identities identities;
    private final Authority authority;
    private MachineServer server;
    private volatile boolean asked;
    private volatile boolean retired;
    private final Semaphore finished = new Semaphore(0);
    private Process script;

    FollowedRouter() throws Exception {
        folder = Files.createTempDirectory("router").toRealPath();
        var kept = KeptAuthority.open(new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString()), new FileVault(new byte[FileVault.KEY_BYTES]), Clock.systemUTC(), new SecureRandom());
        authority = kept.authority();
        identities = new Identities(authority, Clock.systemUTC(), new SecureRandom());
        appear(0);
        equip();
        follow();
        // On a busy machine the first handshake takes longer than a router may take to load something.
        until("it asks", () -> asked);
    }

    /// The control plane's door opens.
    void appear(int port) throws IOException {
        server = MachineServer.start(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port), identities.door(new ServerNames(List.of(), List.of(LOOPBACK))), new Door(), new Meters());
    }

    /// It closes, and so much time goes by that nobody waits for routers any more; the port is what it was.
    int vanish() {
        int port = server.address().getPort();
        server.close();
        later.set(Duration.ofMinutes(5));
        return port;
    }

    private void equip() throws Exception {
        var home = Files.createDirectories(folder.resolve("home"));
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        Files.writeString(home.resolve("authority.pem"), Authority.pem(authority.certificate()));
        Files.writeString(home.resolve("engine.pem"), Authority.pem(authority.server(NAME, keys.getPublic(), Duration.ofDays(1), new ServerNames(List.of(PEER), List.of()))));
        Files.writeString(home.resolve("engine.key"), "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(home.resolve("token"), "Authorization: Bearer router-token\n");
        Files.writeString(home.resolve("machine.conf"), "control-plane=https://" + LOOPBACK + ":" + server.address().getPort() + "\n");
        try (var text = Bootstrap.class.getResourceAsStream("follow.sh")) {
            Files.write(folder.resolve("follow"), text.readAllBytes());
        }
    }

    /// The script starts, as at a boot.
    void follow() throws IOException {
        script = command().start();
    }

    private ProcessBuilder command(String... words) {
        var command = new ProcessBuilder("sh", folder.resolve("follow").toString());
        command.command().addAll(List.of(words));
        command.environment().putAll(Map.of("PLIMSOLL_HOME", folder.resolve("home").toString(), "PLIMSOLL_KEPT", folder.resolve("kept").toString(), "PLIMSOLL_WORK", folder.resolve("work").toString(),
            "PLIMSOLL_LOG", folder.resolve("log").toString()));
        return command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
    }

    /// The script is killed, and no question of it: what it serves goes on, and its successor begins all the same.
    void kill() throws InterruptedException {
        script.destroyForcibly().waitFor();
    }

    /// From now on it is to serve nothing, or what the others serve again.
    void retire(boolean now) {
        retired = now;
    }

    /// HAProxy dies, master and workers.
    void killHaproxy() throws IOException {
        ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(line -> line.contains("haproxy -W") && line.contains(folder.toString())).isPresent()).forEach(ProcessHandle::destroyForcibly);
    }

    /// Waits for a fact, and tells what the script said when it does not come.
    void until(String fact, BooleanSupplier so) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 90 s: " + fact + "\n" + Files.readString(folder.resolve("log")) + Files.readString(folder.resolve("said")));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /// Lets in whom a router's token and certificate say it is.
    private final class Door implements MachineDoor {
        @Override
        public byte[] enrol(String credential, byte[] request) {
            throw new DoorShut(DoorShut.Type.UNKNOWN, "nobody enrols here");
        }

        @Override
        public byte[] renew(String token, byte[] request) {
            return enrol(token, request);
        }

        @Override
        public void report(String shown, Report report) {
            enrol(shown, new byte[0]);
        }

        @Override
        public Optional<byte[]> follow(String token, Following following) throws InterruptedException {
            if (!token.equals("router-token") || !following.peer().equals(Optional.of(PEER))) {
                throw new DoorShut(DoorShut.Type.UNKNOWN, "another one");
            }
            asked = true;
            var report = RouterReport.read(following.have(), following.refused(), following.text());
            if (retired) {
                LockSupport.parkNanos(PATIENCE.toNanos());
                return ingress.retired(report).map(FollowedMachines::parcel);
            }
            return ingress.next(NAME, report, Patience.of(PATIENCE)).map(FollowedMachines::parcel);
        }
    }

    @Override
    public Ingress ingress() {
        return ingress;
    }

    FollowedIngress followed() {
        return ingress;
    }

    @Override
    public EntryPoint entryPoint(String name) {
        return new EntryPoint(name, LOOPBACK, FreePorts.one());
    }

    @Override
    public Server server(String name) {
        return new Server(name, LOOPBACK, servers.computeIfAbsent(name, this::started).getAddress().getPort(), false);
    }

    private HttpServer started(String name) {
        try {
            var server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(name.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                if (exchange.getRequestURI().getPath().startsWith("/slow")) {
                    finished.acquireUninterruptibly();
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A request whose answer has begun and does not end before it is told to.
    ///
    /// @param server who answers
    record Slow(Socket socket, String server, Semaphore finished) implements AutoCloseable {
        void finish() throws IOException {
            finished.release();
            socket.close();
        }

        @Override
        public void close() throws IOException {
            finish();
        }
    }

    Slow slow(EntryPoint entryPoint, String host) throws IOException {
        var socket = new Socket(LOOPBACK, entryPoint.port());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(("GET /slow HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        var answer = new StringBuilder();
        while (servers.keySet().stream().noneMatch(name -> answer.indexOf("\r\n" + name) > 0)) {
            answer.append((char) socket.getInputStream().read());
        }
        return new Slow(socket, servers.keySet().stream().filter(name -> answer.indexOf("\r\n" + name) > 0).findFirst().orElseThrow(), finished);
    }

    /// Asks once, over a connection of its own.
    @Override
    public Answer ask(EntryPoint entryPoint, String host, String path, Map<String, String> headers) {
        try (var socket = new Socket(LOOPBACK, entryPoint.port())) {
            socket.setSoTimeout(30_000);
            var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
            headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = Integer.parseInt(answer.substring(9, 12));
            return new Answer(status, status == 200 ? servers.keySet().stream().filter(name -> answer.contains("\r\n" + name + "\r\n")).findFirst().orElse("") : "");
        } catch (IOException refused) {
            return new Answer(0, "");
        }
    }

    @Override
    public AutoCloseable take(EntryPoint entryPoint) {
        try {
            return new ServerSocket(entryPoint.port(), 1, InetAddress.ofLiteral(LOOPBACK));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            command("end").start().waitFor(60, TimeUnit.SECONDS);
            kill();
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        finished.release(1_000);
        servers.values().forEach(s -> s.stop(0));
    }
}

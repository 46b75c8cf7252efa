package dev.plimsoll.certificates.acme;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.authority.Authority;
import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.Pem;
import dev.plimsoll.authority.ServerNames;
import dev.plimsoll.ports.OpenVault;
import dev.plimsoll.ports.tls.TrustedAuthorities;
import dev.plimsoll.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A Pebble (the ACME server that Let's Encrypt tests clients with) on loopback, with a DNS server that leads every name to 127.0.0.1, and a listener there that answers HTTP challenges.
public final class Pebble implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpClient client;
    private final String trust;
    private final int management;
    private final int directory;

    /// @param environment as Pebble's documentation has it, such as `PEBBLE_WFE_NONCEREJECT`
    /// @param bindings    ids and keys of external accounts, without which no account is made; none are asked for when empty
    Pebble(Path folder, Map<String, String> environment, Map<String, String> bindings) throws Exception {
        this(folder, environment, bindings, 0);
    }

    /// One that looks for proofs at this port of 127.0.0.1, where somebody else listens.
    ///
    /// @param environment as Pebble's documentation has it
    public static Pebble lookingAt(int port, Path folder, Map<String, String> environment) throws Exception {
        return new Pebble(folder, environment, Map.of(), port);
    }

    private Pebble(Path folder, Map<String, String> environment, Map<String, String> bindings, int lookingAt) throws Exception {
        var store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());
        parts.push(store);
        var authority = KeptAuthority.forNames(store, new OpenVault(), Clock.systemUTC(), new SecureRandom());
        trust = authority.certificatePem();
        client = HttpClient.newBuilder().sslContext(TrustedAuthorities.context(trust)).build();
        parts.push(client::shutdownNow);
        var certificate = certificate(folder, authority);
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/.well-known/acme-challenge/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var answer = answers.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        http.start();
        parts.push(() -> http.stop(0));
        int dns = free();
        int names = free();
        management = free();
        directory = free();
        run(folder.resolve("names.log"), Map.of(), List.of("pebble-challtestsrv", "-dns01", "127.0.0.1:" + dns, "-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", "", "-management", "127.0.0.1:" + names));
        var config = Files.writeString(folder.resolve("pebble.json"), """
            {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d", "certificate": "%s", "privateKey": "%s", "httpPort": %d, "tlsPort": 1,
             "ocspResponderURL": "", "externalAccountBindingRequired": %s, "externalAccountMACKeys": {%s}}}
            """.formatted(directory, management, certificate, folder.resolve("server.key"), lookingAt > 0 ? lookingAt : http.getAddress().getPort(), !bindings.isEmpty(),
            String.join(",", bindings.entrySet().stream().map(b -> "\"" + b.getKey() + "\": \"" + b.getValue() + "\"").toList())));
        run(folder.resolve("pebble.log"), environment, List.of("pebble", "-config", config.toString(), "-dnsserver", "127.0.0.1:" + dns, "-strict"));
        awaitAnswer(folder);
    }

    public String directory() {
        return "https://127.0.0.1:" + directory + "/dir";
    }

    /// Certificates to trust its server by.
    public String trust() {
        return trust;
    }

    void put(String token, String answer) {
        answers.put(token, answer);
    }

    /// What it says of a certificate, as JSON.
    String status(String serial) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + management + "/cert-status-by-serial/" + serial)).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private static Path certificate(Path folder, Authority authority) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        Files.writeString(folder.resolve("server.key"), Pem.PRIVATE_KEY.text(pair.getPrivate().getEncoded()));
        return Files.writeString(folder.resolve("server.pem"), Authority.pem(authority.server("pebble", pair.getPublic(), Duration.ofDays(1), new ServerNames(List.of("localhost"), List.of("127.0.0.1")))));
    }

    private void run(Path log, Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        parts.push(() -> {
            process.destroyForcibly();
            process.waitFor(30, TimeUnit.SECONDS);
        });
    }

    private void awaitAnswer(Path folder) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                client.send(HttpRequest.newBuilder(URI.create(directory())).build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Pebble does not answer: " + Files.readString(folder.resolve("pebble.log")), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

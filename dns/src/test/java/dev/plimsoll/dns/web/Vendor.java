package dev.plimsoll.dns.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.DnsProviders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A provider's API in memory, on a port of loopback. What it answers is written from the provider's documentation; each checks the credentials itself.
public abstract class Vendor implements AutoCloseable {
    public static final String DOMAIN = "example.org";
    protected static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private final Deque<Told> instead = new ArrayDeque<>();

    /// @param path as it came, percent-encoded
    public record Asked(String method, String path, String query, Function<String, String> header, byte[] body) {
        public Map<String, String> queried() {
            var values = new HashMap<String, String>();
            for (var pair : query.isEmpty() ? new String[0] : query.split("&")) {
                values.put(URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8), URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
            }
            return values;
        }

        /// The parts of the path.
        public List<String> parts() {
            return List.of(URLDecoder.decode(path, StandardCharsets.UTF_8).substring(1).split("/"));
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    public record Told(int status, Map<String, String> headers, String body) {
        public static Told json(int status, Object document) throws IOException {
            return new Told(status, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(document));
        }
    }

    protected Vendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /// Begins to answer.
    final void start() {
        server.createContext("/", this::exchange);
        server.start();
    }

    protected abstract Told tell(Asked asked) throws IOException;

    /// The zone's declaration, with the right credentials.
    public abstract DnsProviders.Access access();

    /// The entry of the credentials that is the secret one.
    public abstract String secretEntry();

    /// What a person made by hand in the provider's console.
    public abstract void putForeign(String name, String address);

    /// How the provider says that there were too many calls.
    public abstract Told tooMany(Optional<String> retryAfter);

    /// The next requests are answered so, whatever they are.
    public final synchronized void insteadTell(Told... answers) {
        instead.addAll(List.of(answers));
    }

    /// What was asked since the last look, such as `GET /v2/domains/example.org`.
    public final synchronized List<String> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    public final String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public final void close() {
        server.stop(0);
    }

    protected final DnsProviders.Access access(DnsProvider provider, String endpoint, Map<String, String> credentials) {
        return access(provider, endpoint, credentials, Map.of());
    }

    protected final DnsProviders.Access access(DnsProvider provider, String endpoint, Map<String, String> credentials, Map<String, String> options) {
        var plain = DnsZoneSpec.of(DOMAIN, provider).withEndpoint(endpoint);
        var spec = new DnsZoneSpec(plain.domain(), provider, plain.server(), plain.endpoint(), plain.credentials(), options, plain.publish(), plain.targets(), plain.ttl(), plain.settle());
        return new DnsProviders.Access(new Key(Kind.DNS_ZONE, "default", "example"), spec, credentials.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> new SecretText(e.getValue()))));
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            Told told;
            synchronized (this) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
                var query = exchange.getRequestURI().getRawQuery();
                told = instead.isEmpty() ? tell(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query == null ? "" : query,
                    name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse(""), body)) : instead.remove();
            }
            told.headers().forEach(exchange.getResponseHeaders()::add);
            var bytes = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(told.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (RuntimeException broken) {
            System.err.println("the double of a provider broke: " + broken);
            throw broken;
        }
    }
}

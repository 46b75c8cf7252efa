package dev.plimsoll.clouds.openstack.small;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.plimsoll.engines.docker.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// The whole of it on one port of the loopback interface, and the person who runs it. One request at a time.
public final class SmallOpenStack implements AutoCloseable {
    /// Of its only project.
    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final HttpServer http;
    private final String scheme;
    private final InstantSource clock;
    private final SmallNeutron neutron = new SmallNeutron();
    private final SmallNova nova = new SmallNova(neutron);
    private final Set<String> tokens = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private Duration tokensLast = Duration.ofHours(1);

    public SmallOpenStack(InstantSource clock) {
        this(clock, Optional.empty());
    }

    /// @param tls what it shows of itself; none: it speaks in the clear
    public SmallOpenStack(InstantSource clock, Optional<SSLContext> tls) {
        this.clock = clock;
        this.scheme = tls.isPresent() ? "https" : "http";
        try {
            var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            http = tls.isPresent() ? HttpsServer.create(here, 0) : HttpServer.create(here, 0);
            tls.ifPresent(context -> ((HttpsServer) http).setHttpsConfigurator(new HttpsConfigurator(context)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::serve);
        http.start();
    }

    /// Where its identity service answers.
    public String identity() {
        return url() + "/identity/v3";
    }

    public SmallNova nova() {
        return nova;
    }

    public SmallNeutron neutron() {
        return neutron;
    }

    /// The next request that fits goes wrong so.
    public synchronized void trouble(Fault fault) {
        faults.add(fault);
    }

    /// Tokens given from now on end after so long.
    public synchronized void tokensLast(Duration changed) {
        tokensLast = changed;
    }

    /// No token that was given is good any more.
    public synchronized void revoke() {
        tokens.clear();
    }

    /// Methods and paths of all requests since the last time.
    public synchronized List<String> heard() {
        var all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    private String url() {
        return scheme + "://127.0.0.1:" + http.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Optional<Fault> fault;
            Response response;
            synchronized (this) {
                heard.add(line);
                fault = faults.stream().filter(f -> line.matches(f.on())).findFirst();
                fault.ifPresent(faults::remove);
                response = fault.filter(f -> !f.done()).isPresent() ? Response.empty(200) : respond(exchange, Json.parse(body));
            }
            if (fault.isPresent()) {
                var f = fault.get();
                response = new Response(f.status(), f.headers(), f.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            if (response.status() == 0) {
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    private Response respond(HttpExchange exchange, JsonNode body) {
        var parts = new ArrayList<>(List.of(exchange.getRequestURI().getPath().substring(1).split("/")));
        var service = parts.removeFirst() + (parts.isEmpty() ? "" : "/" + parts.removeFirst());
        var version = Optional.ofNullable(exchange.getRequestHeaders().getFirst("OpenStack-API-Version")).orElse("");
        var request = new Request(exchange.getRequestMethod(), parts, Request.query(exchange.getRequestURI().getRawQuery()), body, version);
        if (service.equals("identity/v3")) {
            return logIn(body);
        }
        if (!tokens.contains(String.valueOf(exchange.getRequestHeaders().getFirst("X-Auth-Token")))) {
            return Response.of(401, Json.node(Map.of("error", Map.of("code", 401, "title", "Unauthorized", "message", "The request you have made requires authentication."))));
        }
        return switch (service) {
            case "compute/v2.1" -> nova.answer(request);
            case "network/v2.0" -> neutron.answer(request);
            case "image/v2" -> images(request);
            default -> Response.empty(404);
        };
    }

    private Response logIn(JsonNode body) {
        var user = body.at("/auth/identity/password/user");
        boolean right = user.path("name").asText().equals("demo") && user.path("password").asText().equals("demo-pw")
            || body.at("/auth/identity/application_credential/id").asText().equals("app") && body.at("/auth/identity/application_credential/secret").asText().equals("app-secret");
        if (!right) {
            return Response.of(401, Json.node(Map.of("error", Map.of("code", 401, "title", "Unauthorized", "message", "The request you have made requires authentication."))));
        }
        var token = UUID.randomUUID().toString();
        tokens.add(token);
        // The cloud's clock goes wrong by a day.
        var now = clock.instant().plus(Duration.ofDays(1));
        var catalog = List.of(service("compute", "/compute/v2.1/" + PROJECT), service("network", "/network/"), service("image", "/image"));
        var answer = Map.of("token", Map.of("issued_at", now.toString(), "expires_at", now.plus(tokensLast).toString(), "project", Map.of("id", PROJECT, "name", "demo"),
            "user", Map.of("name", "demo"), "roles", List.of(Map.of("name", "member")), "catalog", catalog));
        return new Response(201, Map.of("X-Subject-Token", token), Json.bytes(answer));
    }

    private Map<String, Object> service(String type, String path) {
        return Map.of("type", type, "endpoints", List.of(Map.of("interface", "internal", "region_id", "RegionOne", "url", "http://wrong.invalid" + path),
            Map.of("interface", "public", "region_id", "RegionTwo", "url", "http://wrong.invalid" + path), Map.of("interface", "public", "region_id", "RegionOne", "url", url() + path)));
    }

    /// Two of one name; and one that is named by a link of its own form.
    private static Response images(Request request) {
        var all = List.of(image("10000000-0000-4000-8000-000000000001", "debian-12", "2024-01-01T00:00:00Z"), image("10000000-0000-4000-8000-000000000002", "debian-12", "2025-01-01T00:00:00Z"),
            image("10000000-0000-4000-8000-000000000003", "flatcar", "2025-01-01T00:00:00Z"));
        if (!request.part(1).isEmpty()) {
            return all.stream().filter(i -> i.path("id").asText().equals(request.part(1))).findFirst().map(Response::of)
                .orElseGet(() -> Response.html(404, "404 Not Found", "No image found with ID " + request.part(1)));
        }
        var named = all.stream().filter(i -> request.first("name").filter(n -> !n.equals(i.path("name").asText())).isEmpty()).toList();
        var second = request.first("marker").isPresent();
        var answer = Json.object();
        answer.putArray("images").addAll(second ? named.subList(1, named.size()) : named.subList(0, Math.min(1, named.size())));
        if (!second && named.size() > 1) {
            answer.put("next", "/v2/images?" + request.first("name").map(n -> "name=" + n + "&").orElse("") + "marker=" + named.getFirst().path("id").asText());
        }
        return Response.of(answer);
    }

    private static JsonNode image(String id, String name, String created) {
        return Json.node(Map.of("id", id, "name", name, "status", "active", "created_at", created));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

package dev.plimsoll.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A small HTTP server that behaves as Scalelite's documented management API does: checksums, 404 for an empty list, servers added disabled, secrets in every answer.
final class ScaleliteServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final String secret;
    private final Map<String, ObjectNode> servers = new LinkedHashMap<>();
    final ConcurrentLinkedDeque<Mood> moods = new ConcurrentLinkedDeque<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    private int made;

    /// What happens to a call: 500 after doing it; the connection ends before; nothing for a long time; 429; something else entirely.
    enum Mood { ERROR_AFTER, CUT_BEFORE, SLOW, THROTTLE, REDIRECT, HTML, HUGE, DEEP, ECHO }

    ScaleliteServer(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized ObjectNode add(String url, String key) {
        var id = "4ba1c7f0-0000-4000-8000-" + String.format("%012d", ++made);
        var node = JSON.createObjectNode().put("id", id).put("url", url).put("secret", key).put("state", "disabled").put("load", "unavailable").put("load_multiplier", "1.0").put("online", "offline");
        servers.put(id, node);
        return node;
    }

    /// As the poller does: meetings are counted, and a cordoned server without any is disabled.
    synchronized void poll(String url, int load) {
        servers.values().stream().filter(s -> s.path("url").asText().equals(url)).forEach(s -> {
            s.put("load", Integer.toString(load) + ".0");
            if (s.path("state").asText().equals("cordoned") && load == 0) {
                s.put("state", "disabled").put("load", "unavailable");
            }
        });
    }

    synchronized List<JsonNode> servers() {
        return List.copyOf(servers.values());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            queries.add(exchange.getRequestURI().getPath() + "?" + exchange.getRequestURI().getRawQuery());
            var mood = moods.poll();
            if (mood == Mood.CUT_BEFORE) {
                return;
            }
            if (mood != null && mood != Mood.ERROR_AFTER) {
                moody(mood, exchange);
                return;
            }
            var answer = answer(exchange, body);
            if (mood == Mood.ERROR_AFTER) {
                send(exchange, 500, "{\"error\": \"something broke afterwards\"}");
            } else {
                send(exchange, answer.status(), answer.body().toString());
            }
        }
    }

    private void moody(Mood mood, HttpExchange exchange) throws IOException {
        switch (mood) {
            case SLOW -> waitForTheOther(exchange);
            case THROTTLE -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{\"error\": \"slow down\"}");
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/stolen");
                send(exchange, 302, "{}");
            }
            case HTML -> send(exchange, 404, "<html>not here</html>");
            case HUGE -> send(exchange, 200, "[\"" + "x".repeat(9 << 20) + "\"]");
            case DEEP -> send(exchange, 200, "[".repeat(2_000) + "]".repeat(2_000));
            case ECHO -> send(exchange, 400, JSON.createObjectNode().put("error", "cannot " + exchange.getRequestURI() + " with " + secret).toString());
            case ERROR_AFTER, CUT_BEFORE -> throw new IllegalStateException();
        }
    }

    /// The head of an answer, and never its body, until the client gives up.
    private static void waitForTheOther(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000_000);
        var out = exchange.getResponseBody();
        try {
            while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(int status, JsonNode body) {}

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var call = path.substring(path.lastIndexOf('/') + 1);
        if (!checked(call, exchange.getRequestURI().getRawQuery())) {
            return new Answer(401, error("checksumError"));
        }
        if (call.equals("getServers") && exchange.getRequestMethod().equals("GET")) {
            ArrayNode all = JSON.createArrayNode();
            servers.values().forEach(all::add);
            return servers.isEmpty() ? new Answer(404, error("No servers are configured")) : new Answer(200, all);
        }
        if (!exchange.getRequestMethod().equals("POST") || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return new Answer(415, error("unsupportedContentType"));
        }
        return change(call, JSON.readTree(body));
    }

    private Answer change(String call, JsonNode asked) {
        if (call.equals("addServer")) {
            var wanted = asked.path("server");
            return wanted.path("url").asText().isBlank() || wanted.path("secret").asText().isBlank() ? new Answer(400, error("Server needs a URL and a secret"))
                : new Answer(201, add(wanted.path("url").asText(), wanted.path("secret").asText()));
        }
        var there = servers.get(asked.path("id").asText());
        if (there == null) {
            return new Answer(404, error("Couldn't find server with id=" + asked.path("id").asText()));
        }
        return switch (call) {
            case "updateServer" -> switch (asked.path("server").path("state").asText()) {
                case "enable" -> new Answer(200, there.put("state", "enabled"));
                case "cordon" -> new Answer(200, there.put("state", "cordoned"));
                case "disable" -> new Answer(200, there.put("state", "disabled"));
                default -> new Answer(400, error("Invalid state"));
            };
            case "deleteServer" -> new Answer(200, servers.remove(there.path("id").asText()));
            default -> new Answer(404, error("unsupportedRequest"));
        };
    }

    private boolean checked(String call, String query) {
        if (query == null) {
            return false;
        }
        var given = java.util.Arrays.stream(query.split("&")).filter(p -> p.startsWith("checksum=")).findFirst().orElse("checksum=").substring("checksum=".length());
        var rest = query.replaceAll("&?checksum=" + given, "");
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest((call + rest + secret).getBytes(StandardCharsets.UTF_8))).equals(given);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode error(String text) {
        return JSON.createObjectNode().put("error", text);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

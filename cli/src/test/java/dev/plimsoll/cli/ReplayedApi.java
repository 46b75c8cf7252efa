package dev.plimsoll.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A control plane that replays documents: a real HTTP server on the loopback address that answers each request with what it was given for it, several answers
/// one after the other and the last one for good. Remembers what was asked and sent.
public final class ReplayedApi implements AutoCloseable {
    public static final String TOKEN = "test-token";
    private final HttpServer server;
    private final Map<String, List<Answer>> answers = new HashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public ReplayedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// @param request method and path, with the query when it matters: `GET /v1/facts`
    public synchronized ReplayedApi answers(String request, int status, String body) {
        answers.computeIfAbsent(request, _ -> new ArrayList<>()).add(new Answer(status, body));
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
            var query = exchange.getRequestURI().getRawQuery();
            requests.add(new Request(path, query == null ? "" : query, body));
            var answer = TOKEN.equals(bearer(exchange)) ? next(path, query)
                : new Answer(401, "{\"code\":\"unauthorized\",\"detail\":\"the token is not known\"}");
            var bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type(answer, query));
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 || exchange.getRequestMethod().equals("HEAD") ? -1 : 0);
            if (!exchange.getRequestMethod().equals("HEAD") && bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static String type(Answer answer, String query) {
        return answer.status >= 400 ? "application/problem+json" : query != null && query.contains("watch=true") ? "text/event-stream" : "application/json";
    }

    private static String bearer(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        return given == null ? "" : given.replace("Bearer ", "");
    }

    private synchronized Answer next(String path, String query) {
        var left = answers.getOrDefault(path + "?" + query, answers.getOrDefault(path, List.of()));
        if (left.isEmpty()) {
            return new Answer(404, "{\"code\":\"not-found\",\"detail\":\"there is nothing at " + path.substring(path.indexOf('/')) + "\"}");
        }
        return left.size() == 1 ? left.getFirst() : left.removeFirst();
    }

    /// @param line  method and path
    /// @param query without the question mark; empty when there was none
    /// @param body  as sent
    public record Request(String line, String query, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Answer(int status, String body) {}
}

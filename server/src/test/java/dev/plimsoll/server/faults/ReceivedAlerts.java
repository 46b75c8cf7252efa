package dev.plimsoll.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where Alertmanager's webhook leads: <https://prometheus.io/docs/alerting/latest/configuration/#webhook_config>.
final class ReceivedAlerts implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();

    ReceivedAlerts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/alerts", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        JSON.readTree(exchange.getRequestBody()).path("alerts").forEach(alerts::add);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Whether an alert about a resource has arrived.
    ///
    /// @param status firing or resolved
    boolean has(String status, String name, String resource) {
        return alerts.stream().anyMatch(a -> a.path("status").asText().equals(status) && a.path("labels").path("alertname").asText().equals(name) && a.path("labels").path("name").asText().equals(resource));
    }

    @Override
    public String toString() {
        return alerts.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.plimsoll.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Token;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/// A running API over a [SimplePlane], and a client for it.
final class Client implements AutoCloseable {
    static final String TOKEN = "a-token-for-tests-0123456789";
    static final String READER = "a-token-that-reads-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();

    final SimplePlane plane = new SimplePlane();
    final ApiServer server;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(Limits limits) {
        try {
            server = ApiServer.start(plane.plane, new ApiSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Token(TOKEN), Optional.of(new Token(READER)), limits));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Client() {
        this(Limits.USUAL);
    }

    record Reply(int status, JsonNode body, HttpResponse<String> raw) {
        String code() {
            return body.path("code").asText();
        }

        String etag() {
            return raw.headers().firstValue("ETag").orElseThrow();
        }
    }

    URI uri(String path) {
        return URI.create("http://" + server.address().getAddress().getHostAddress() + ":" + server.address().getPort() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply send(String method, String path, String body, String... headers) {
        var request = request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            var raw = http.send(request.build(), BodyHandlers.ofString());
            var json = raw.headers().firstValue("Content-Type").filter(t -> t.contains("json") && !t.contains("ndjson")).isPresent();
            return new Reply(raw.statusCode(), json ? JSON.readTree(raw.body()) : JSON.missingNode(), raw);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Opens a stream; its lines are read one by one.
    HttpResponse<InputStream> open(String path, String... headers) throws Exception {
        var request = request(path).GET();
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofInputStream());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
        plane.close();
    }
}

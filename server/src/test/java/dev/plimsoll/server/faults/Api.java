package dev.plimsoll.server.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// A client of the API, as small as a test needs it.
record Api(String address, String token) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /// @param status HTTP status; 0 when the server did not answer
    record Answer(int status, JsonNode body) {}

    boolean ready() {
        return send("GET", "/readyz", null).status == 200;
    }

    /// Applies one document of Plimsoll's own.
    Answer apply(String document) {
        return send("POST", "/v1/apply", Map.of("files", Map.of("a.yml", document), "order", List.of("a.yml"), "prune", true));
    }

    JsonNode assembly(String name) {
        return send("GET", "/v1/projects/default/assemblies/" + name, null).body;
    }

    JsonNode component(String name) {
        return send("GET", "/v1/projects/default/components/" + name, null).body;
    }

    /// The Level condition of a resource.
    static JsonNode level(JsonNode resource) {
        for (var condition : resource.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Level")) {
                return condition;
            }
        }
        return resource.path("nothing");
    }

    boolean isLevel(String assembly) {
        var resource = assembly(assembly);
        return level(resource).path("holds").asBoolean()
            && resource.path("status").path("observedGeneration").asLong() == resource.path("metadata").path("generation").asLong();
    }

    /// What is answered to a GET, whatever it is, as characters that keep its bytes apart.
    String text(String path) {
        return new String(got(path, HttpResponse.BodyHandlers.ofByteArray()), StandardCharsets.ISO_8859_1);
    }

    /// The lines of a stream up to the first that contains `last`.
    String streamed(String path, String last) {
        var read = new StringJoiner("\n");
        try (var lines = got(path, HttpResponse.BodyHandlers.ofLines())) {
            var each = lines.iterator();
            for (var line = ""; !line.contains(last); read.add(line)) {
                line = each.next();
            }
        }
        return read.toString();
    }

    private <T> T got(String path, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token).build(), handler).body();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(path, broken);
        }
    }

    Answer send(String method, String path, Object body) {
        try {
            return raw(method, path, body == null ? "" : JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Sends a text as JSON, whatever it is.
    Answer raw(String method, String path, String text) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).method(method, HttpRequest.BodyPublishers.ofString(text))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json").build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            var json = response.headers().firstValue("content-type").filter(t -> t.contains("json")).isPresent();
            return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode());
        } catch (IOException gone) {
            return new Answer(0, JSON.nullNode());
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }
}

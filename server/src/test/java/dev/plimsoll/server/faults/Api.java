package dev.plimsoll.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A client of the API, as small as a test needs it.
record Api(String address, String token) {
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

    Answer send(String method, String path, Object body) {
        try {
            var text = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30)).method(method, text)
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

package dev.plimsoll.clouds.openstack.small;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import java.util.Map;

/// What a service answers.
record Response(int status, Map<String, String> headers, byte[] body) {
    static Response of(JsonNode json) {
        return of(200, json);
    }

    static Response of(int status, JsonNode json) {
        return new Response(status, Map.of(), Json.bytes(json));
    }

    static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /// As Nova says it.
    static Response nova(int status, String word, String message) {
        return of(status, Json.node(Map.of(word, Map.of("code", status, "message", message))));
    }

    /// As Neutron says it.
    static Response neutron(int status, String type, String message) {
        return of(status, Json.node(Map.of("NeutronError", Map.of("type", type, "message", message, "detail", ""))));
    }

    /// As Glance says it.
    static Response html(int status, String title, String message) {
        return new Response(status, Map.of("Content-Type", "text/html"), ("<html>\n <head>\n  <title>" + title + "</title>\n </head>\n <body>\n  <h1>" + title + "</h1>\n  " + message
            + "<br /><br />\n </body>\n</html>").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}

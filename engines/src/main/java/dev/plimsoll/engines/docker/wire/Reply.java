package dev.plimsoll.engines.docker.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// A whole answer of the engine.
///
/// @param body small: the wire refuses more than a few megabytes
public record Reply(int status, byte[] body) {
    public boolean ok() {
        return status < 400;
    }

    public JsonNode json() {
        return Json.parse(body);
    }

    /// What the engine says is wrong, in its own words.
    public String message() {
        var text = json().path("message").asText("");
        return text.isEmpty() ? new String(body, StandardCharsets.UTF_8).strip() : text.strip();
    }
}

package dev.plimsoll.clouds.openstack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/// A whole answer.
///
/// @param body small: the wire refuses more than a few megabytes
record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final int LONGEST = 400;

    boolean ok() {
        return status < 300;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// What was answered with success.
    ///
    /// @throws CloudFailure.Unreachable when it is no JSON although something was sent: half of a document, or a page of a proxy
    JsonNode json(String doing) {
        var json = Json.parse(body);
        if (body.length > 0 && !json.isObject()) {
            throw new CloudFailure.Unreachable("cannot " + doing + ": what was answered with status " + status + " cannot be understood (" + body.length + " bytes)", null);
        }
        return json;
    }

    /// What kind of failure the service says it is; empty when it does not say.
    String type() {
        return Json.parse(body).path("NeutronError").path("type").asText("");
    }

    /// What the service says is wrong, in its own words, in one line. Each service wraps them otherwise: Keystone `{"error": {"message"}}`, Nova `{"badRequest": {"message"}}`, Neutron
    /// `{"NeutronError": {"message"}}` or `{"NeutronError": "…"}`, Glance a page of HTML.
    String words() {
        var json = Json.parse(body);
        var said = json.path("message").asText("");
        if (said.isEmpty()) {
            said = json.properties().stream().map(e -> e.getValue().isTextual() ? e.getValue().asText() : e.getValue().path("message").asText("")).filter(s -> !s.isEmpty()).findFirst().orElse("");
        }
        if (said.isEmpty() && !json.isContainerNode()) {
            said = new String(body, 0, Math.min(body.length, 4_000), StandardCharsets.UTF_8).replaceAll("(?s)<(head|style|script)\\b.*?</\\1>", " ").replaceAll("<[^>]*>", " ");
        }
        // Nova repeats what it does not like, and user data may hold a credential.
        var tame = said.replaceAll("(?s)(user_data)\\. Value: .*", "$1 is not taken").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return tame.length() <= LONGEST ? tame : tame.substring(0, LONGEST) + "…";
    }
}

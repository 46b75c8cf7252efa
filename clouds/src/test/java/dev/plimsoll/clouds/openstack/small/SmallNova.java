package dev.plimsoll.clouds.openstack.small;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Servers and key pairs. A server is in BUILD until somebody has looked, and there for one more look after it was deleted.
public final class SmallNova {
    private static final int PAGE = 2;
    private static final int MOST = 10;

    private final SmallNeutron neutron;
    private final Map<String, ObjectNode> servers = new LinkedHashMap<>();
    private final Map<String, JsonNode> keys = new LinkedHashMap<>();

    SmallNova(SmallNeutron neutron) {
        this.neutron = neutron;
    }

    /// A server as the services have it; for people who look behind.
    public ObjectNode server(String id) {
        return servers.get(id);
    }

    Response answer(Request request) {
        return switch (request.part(0)) {
            case "" -> Response.of(Json.node(Map.of("version", Map.of("id", "v2.1", "version", "2.93", "min_version", "2.1"))));
            case "flavors" -> request.page("flavors", flavors(), PAGE, "/id");
            case "os-availability-zone" -> Response.of(Json.node(Map.of("availabilityZoneInfo", List.of(zone("nova", true), zone("broken", false)))));
            case "limits" -> Response.of(Json.node(Map.of("limits", Map.of("absolute", Map.of("maxTotalInstances", MOST, "totalInstancesUsed", servers.size(), "maxTotalCores", -1, "totalCoresUsed", servers.size(),
                "maxTotalRAMSize", 51_200, "totalRAMUsed", 512 * servers.size())))));
            case "os-keypairs" -> keys(request);
            case "servers" -> !request.version().equals("compute 2.69") ? Response.nova(400, "badRequest", "this test wants 2.69, not " + request.version()) : servers(request);
            default -> Response.nova(404, "itemNotFound", "The resource could not be found.");
        };
    }

    private Response keys(Request request) {
        var name = request.part(1);
        return switch (request.method()) {
            case "POST" -> {
                var wanted = request.body().path("keypair").path("name").asText();
                if (!wanted.matches("[A-Za-z0-9 _-]{1,255}")) {
                    yield Response.nova(400, "badRequest", "Keypair data is invalid: Keypair name contains unsafe characters");
                }
                yield keys.putIfAbsent(wanted, request.body()) == null ? Response.of(request.body()) : Response.nova(409, "conflictingRequest", "Key pair '" + wanted + "' already exists.");
            }
            case "DELETE" -> keys.remove(name) == null ? Response.nova(404, "itemNotFound", "Keypair " + name + " not found for user demo") : Response.empty(204);
            default -> name.isEmpty() ? request.page("keypairs", List.copyOf(keys.values()), PAGE, "/keypair/name")
                : keys.containsKey(name) ? Response.of(keys.get(name)) : Response.nova(404, "itemNotFound", "Keypair " + name + " not found for user demo");
        };
    }

    private Response servers(Request request) {
        if (request.method().equals("POST") && request.path().size() == 1) {
            return make(request.body().path("server"));
        } else if (request.part(1).equals("detail")) {
            var tags = request.first("tags");
            var listed = servers.values().stream().filter(s -> tags.isEmpty() || s.path("tags").valueStream().anyMatch(t -> t.asText().equals(tags.get()))).<JsonNode>map(s -> s.deepCopy().without("fault")).toList();
            var page = request.page("servers", listed, PAGE, "/id");
            // Time goes by with whole listings only, so that pages do not shift.
            if (tags.isEmpty() && !new String(page.body(), java.nio.charset.StandardCharsets.UTF_8).contains("servers_links")) {
                List.copyOf(servers.values()).forEach(this::pass);
            }
            return page;
        }
        var server = servers.get(request.part(1));
        if (server == null) {
            return Response.nova(404, "itemNotFound", "Instance " + request.part(1) + " could not be found.");
        }
        return switch (request.method()) {
            case "DELETE" -> {
                server.put("OS-EXT-STS:task_state", "deleting");
                yield Response.empty(204);
            }
            case "PUT" -> {
                server.set("name", request.body().path("server").path("name"));
                yield Response.of(server);
            }
            case "POST" -> act(server, request.body());
            default -> {
                var seen = Json.object().set("server", server.deepCopy());
                pass(server);
                yield Response.of(seen);
            }
        };
    }

    /// Somebody has looked.
    private void pass(ObjectNode server) {
        var id = server.path("id").asText();
        if (server.path("OS-EXT-STS:task_state").asText("").equals("deleting")) {
            servers.remove(id);
            neutron.leave(id);
        } else if (server.path("status").asText().equals("BUILD")) {
            boolean fits = !server.path("flavor").path("original_name").asText().equals("x.never-fits");
            server.put("status", fits ? "ACTIVE" : "ERROR");
            server.set("addresses", neutron.addresses(id));
            if (!fits) {
                server.set("fault", Json.node(Map.of("code", 500, "message", "No valid host was found. ")));
            }
        } else if (server.path("status").asText().endsWith("REBOOT")) {
            server.put("status", "ACTIVE");
        } else {
            server.set("addresses", neutron.addresses(id));
        }
    }

    private Response act(ObjectNode server, JsonNode body) {
        var action = body.fieldNames().next();
        var status = server.path("status").asText();
        var next = Map.of("os-stop", "ACTIVE SHUTOFF", "os-start", "SHUTOFF ACTIVE", "unpause", "PAUSED ACTIVE", "resume", "SUSPENDED ACTIVE", "unshelve", "SHELVED_OFFLOADED ACTIVE").getOrDefault(action, "").split(" ");
        if (action.equals("os-getConsoleOutput")) {
            return Response.of(Json.node(Map.of("output", "one\ntwo\nthree\n")));
        } else if (action.equals("reboot")) {
            server.put("status", body.path("reboot").path("type").asText().equals("HARD") ? "HARD_REBOOT" : "REBOOT");
            return Response.empty(202);
        } else if (!next[0].equals(status)) {
            return Response.nova(409, "conflictingRequest", "Cannot '" + action + "' instance " + server.path("id").asText() + " while it is in vm_state " + status.toLowerCase(java.util.Locale.ROOT));
        }
        server.put("status", next[1]);
        return Response.empty(202);
    }

    private Response make(JsonNode wanted) {
        var flavor = flavors().stream().filter(f -> f.path("id").equals(wanted.path("flavorRef"))).findFirst();
        var zone = wanted.path("availability_zone").asText("nova");
        var key = wanted.path("key_name").asText("");
        if (wanted.path("user_data").asText("").length() > 1_000) {
            return Response.nova(400, "badRequest", "Invalid input for field/attribute user_data. Value: " + wanted.path("user_data").asText() + ". 'x' is too long");
        } else if (flavor.isEmpty()) {
            return Response.nova(400, "badRequest", "Flavor " + wanted.path("flavorRef").asText() + " could not be found.");
        } else if (!zone.equals("nova")) {
            return Response.nova(400, "badRequest", "The requested availability zone is not available");
        } else if (!key.isEmpty() && !keys.containsKey(key)) {
            return Response.nova(400, "badRequest", "Invalid key_name provided.");
        } else if (servers.size() >= MOST) {
            return Response.nova(403, "forbidden", "Quota exceeded for instances: Requested 1, but already used " + MOST + " of " + MOST + " instances");
        }
        var id = UUID.randomUUID().toString();
        var refused = neutron.enter(id, wanted);
        if (refused.isPresent()) {
            return refused.get();
        }
        var server = Json.object();
        server.put("id", id).put("status", "BUILD").put("tenant_id", SmallOpenStack.PROJECT).put("OS-EXT-AZ:availability_zone", zone);
        server.set("name", wanted.path("name"));
        server.set("metadata", wanted.path("metadata"));
        server.set("tags", wanted.has("tags") ? wanted.path("tags") : Json.object().arrayNode());
        server.set("flavor", Json.node(Map.of("original_name", flavor.get().path("name").asText())));
        server.set("addresses", Json.object());
        server.set("wanted", wanted);
        server.putNull("OS-EXT-STS:task_state");
        server.set("security_groups", Json.node(neutron.groupNames(id)));
        servers.put(id, server);
        return Response.of(202, Json.object().set("server", Json.object().put("id", id).put("adminPass", "secret")));
    }

    private static Map<String, Object> zone(String name, boolean available) {
        return Map.of("zoneName", name, "zoneState", Map.of("available", available));
    }

    private static List<JsonNode> flavors() {
        var flavors = new ArrayList<JsonNode>();
        List.of("m1.large", "x.never-fits", "m1.tiny").forEach(name -> flavors.add(Json.node(Map.of("id", "f-" + name, "name", name, "vcpus", 1, "ram", 512, "disk", 1))));
        return flavors;
    }
}

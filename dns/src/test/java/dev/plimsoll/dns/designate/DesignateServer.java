package dev.plimsoll.dns.designate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.dns.web.Vendor;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.ports.dns.DnsProviders;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Keystone's version 3 and Designate's version 2 with one zone (https://docs.openstack.org/api-ref/dns/): tokens that can be revoked, pages of at most a hundred with a marker, sets that are PENDING
/// for the next two requests after they were changed, and that are listed while they go. Texts and CAA records are checked as release 15 does.
final class DesignateServer extends Vendor {
    private static final String PASSWORD = "correct-horse";
    private static final String ZONE = "a86dba58-0043-4cc6-a1bb-69d5e86f3ca3";
    private static final int PAGE = 100;
    private static final int LOOKS = 2;
    private static final int LONGEST = 255;
    private final Map<String, ObjectNode> sets = new LinkedHashMap<>();
    private String token = "";
    private int pending;

    @Override
    public DnsProviders.Access access() {
        return access(DnsProvider.DESIGNATE, address() + "/identity", Map.of("user", "ops", "password", PASSWORD), Map.of("project", "names"));
    }

    @Override
    public String secretEntry() {
        return "password";
    }

    @Override
    public void putForeign(String name, String address) {
        put(JSON.createObjectNode().put("name", name + ".").put("type", "A").put("ttl", 300).set("records", JSON.valueToTree(List.of(address))));
    }

    void put(ObjectNode document) {
        var id = UUID.randomUUID().toString();
        sets.put(id, document.put("id", id).put("status", "ACTIVE").put("action", "NONE"));
    }

    /// Whoever has a token has to log in again.
    void revoke() {
        token = "";
    }

    @Override
    public Told tooMany(Optional<String> retryAfter) {
        return new Told(429, retryAfter.map(r -> Map.of("Retry-After", r)).orElse(Map.of()), "{\"code\":429,\"type\":\"rate_limited\",\"message\":\"slow down\"}");
    }

    @Override
    protected Told tell(Asked asked) throws IOException {
        if (asked.path().equals("/identity/v3/auth/tokens")) {
            return logIn(asked.json().path("auth"));
        } else if (token.isEmpty() || !asked.header().apply("X-Auth-Token").equals(token)) {
            return Told.json(401, Map.of("error", Map.of("code", 401, "title", "Unauthorized", "message", "The request you have made requires authentication.")));
        }
        var path = asked.path().replaceFirst("^/dns/v2", "");
        pass();
        if (path.equals("/zones")) {
            return Told.json(200, Map.of("zones", (DOMAIN + ".").equals(asked.queried().get("name")) ? List.of(zone()) : List.of(), "links", Map.of()));
        } else if (path.equals("/zones/" + ZONE)) {
            return Told.json(200, zone());
        } else if (!path.startsWith("/zones/" + ZONE + "/recordsets")) {
            return error(404, "zone_not_found", "Could not find Zone");
        }
        var id = path.substring(("/zones/" + ZONE + "/recordsets").length()).replaceFirst("^/", "");
        if (!id.isEmpty() && !sets.containsKey(id)) {
            return error(404, "recordset_not_found", "Could not find RecordSet");
        }
        return switch (asked.method()) {
            case "GET" -> page(asked.queried());
            case "POST" -> make((ObjectNode) asked.json());
            case "PUT" -> change(id, (ObjectNode) asked.json());
            default -> change(id, JSON.createObjectNode().put("action", "DELETE"));
        };
    }

    private Told logIn(JsonNode auth) throws IOException {
        if (!auth.at("/identity/password/user/password").asText().equals(PASSWORD) || !auth.at("/identity/password/user/domain/name").asText().equals("Default") || !auth.at("/scope/project/name").asText().equals("names")) {
            return Told.json(401, Map.of("error", Map.of("code", 401, "title", "Unauthorized", "message", "The request you have made requires authentication.")));
        }
        token = UUID.randomUUID().toString();
        var catalog = List.of(Map.of("type", "dns", "endpoints", List.of(Map.of("interface", "admin", "region_id", "RegionOne", "url", address() + "/nowhere"), Map.of("interface", "public", "region_id", "RegionOne", "url", address() + "/dns/"))));
        return new Told(201, Map.of("X-Subject-Token", token), JSON.writeValueAsString(Map.of("token", Map.of("catalog", catalog))));
    }

    /// The workers carry changes to the servers in their own time.
    private void pass() {
        if (pending > 0 && --pending == 0) {
            sets.values().removeIf(s -> s.path("action").asText().equals("DELETE"));
            sets.values().forEach(s -> s.put("status", "ACTIVE").put("action", "NONE"));
        }
    }

    private Told page(Map<String, String> query) throws IOException {
        int most = Math.min(PAGE, Integer.parseInt(query.getOrDefault("limit", "20")));
        var found = sets.values().stream().filter(s -> query.getOrDefault("name", s.path("name").asText()).equals(s.path("name").asText()) && query.getOrDefault("type", s.path("type").asText()).equals(s.path("type").asText()))
            .dropWhile(s -> query.containsKey("marker") && !s.path("id").asText().equals(query.get("marker"))).skip(query.containsKey("marker") ? 1 : 0).toList();
        var links = found.size() > most ? Map.of("next", "http://127.0.0.1:9001/v2/zones/" + ZONE + "/recordsets?marker=" + found.get(most - 1).path("id").asText()) : Map.of();
        return Told.json(200, Map.of("recordsets", found.stream().limit(most).toList(), "links", links, "metadata", Map.of("total_count", found.size())));
    }

    private Told make(ObjectNode document) throws IOException {
        var name = document.path("name").asText();
        var type = document.path("type").asText();
        for (var other : sets.values()) {
            if (other.path("name").asText().equals(name) && other.path("type").asText().equals(type)) {
                return error(409, "duplicate_recordset", "Duplicate RecordSet");
            } else if (other.path("name").asText().equals(name) && (type.equals("CNAME") || other.path("type").asText().equals("CNAME"))) {
                return error(400, "invalid_recordset_location", "CNAME recordsets may not share a name with any other records");
            }
        }
        if (!name.endsWith(".") || type.equals("CNAME") && !document.path("records").path(0).asText().endsWith(".")) {
            return Told.json(400, Map.of("code", 400, "type", "invalid_object", "message", "Provided object does not match schema", "errors", Map.of("errors", List.of(Map.of("message", "'" + name + "' is not a 'hostname'")))));
        }
        if (unfit(document)) {
            return error(400, "invalid_object", "'" + document.path("records").path(0).asText() + "' is not a '" + type + "' Record");
        }
        put(document);
        document.put("status", "PENDING").put("action", "CREATE");
        pending = LOOKS + 1;
        return Told.json(202, document);
    }

    private static boolean unfit(JsonNode document) {
        return document.path("records").valueStream().map(JsonNode::asText).anyMatch(value -> switch (document.path("type").asText()) {
            case "TXT" -> List.of(value.split("(?<=[^\\\\]\") (?=\")")).stream().anyMatch(string -> string.length() > LONGEST);
            case "CAA" -> value.contains("\"");
            default -> false;
        });
    }

    private Told change(String id, ObjectNode document) throws IOException {
        var set = sets.get(id);
        if (unfit(document.deepCopy().put("type", set.path("type").asText()))) {
            return error(400, "invalid_object", "Provided object is not valid");
        }
        set.setAll(document);
        set.put("status", "PENDING").put("action", document.path("action").asText("UPDATE"));
        pending = LOOKS + 1;
        return Told.json(202, set);
    }

    private Map<String, Object> zone() {
        return Map.of("id", ZONE, "name", DOMAIN + ".", "ttl", 3600, "status", pending > 0 ? "PENDING" : "ACTIVE", "action", pending > 0 ? "UPDATE" : "NONE");
    }

    private static Told error(int status, String type, String message) throws IOException {
        return Told.json(status, Map.of("code", status, "type", type, "message", message, "request_id", "req-1"));
    }
}

package dev.plimsoll.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.dns.web.Vendor;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.ports.dns.DnsProviders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Cloudflare's API v4 with one zone (https://developers.cloudflare.com/api/resources/dns/): bearer tokens, pages of at most a hundred, records of one value each, and batches that are done whole or
/// not at all: deletes, then puts, then posts.
final class CloudflareServer extends Vendor {
    static final String TOKEN = "a-token-of-forty-characters-0123456789ab";
    private static final String ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
    private static final int PAGE = 100;
    private Map<String, ObjectNode> records = new LinkedHashMap<>();

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    @Override
    public DnsProviders.Access access() {
        return access(DnsProvider.CLOUDFLARE, address() + "/client/v4", Map.of("token", TOKEN));
    }

    @Override
    public String secretEntry() {
        return "token";
    }

    @Override
    public void putForeign(String name, String address) {
        put(JSON.createObjectNode().put("type", "A").put("name", name).put("content", address).put("ttl", 300).put("proxied", false));
    }

    /// A record with an id of its own.
    void put(ObjectNode document) {
        var id = UUID.randomUUID().toString().replace("-", "");
        records.put(id, document.put("id", id));
    }

    @Override
    public Told tooMany(Optional<String> retryAfter) {
        return new Told(429, retryAfter.map(r -> Map.of("Retry-After", r)).orElse(Map.of()), "{\"success\":false,\"errors\":[{\"code\":10429,\"message\":\"Please wait and consider throttling your request speed\"}],\"messages\":[],\"result\":null}");
    }

    @Override
    protected Told tell(Asked asked) throws IOException {
        if (!asked.header().apply("Authorization").equals("Bearer " + TOKEN)) {
            return error(403, 9109, "Invalid access token");
        }
        var path = asked.path().replaceFirst("^/client/v4", "");
        if (path.equals("/zones")) {
            return page(asked, asked.queried().getOrDefault("name", DOMAIN).equals(DOMAIN) ? List.of(zone()) : List.of());
        } else if (!path.startsWith("/zones/" + ZONE)) {
            return error(404, 7003, "Could not route to " + path + ", perhaps your object identifier is invalid?");
        }
        try {
            return switch (asked.method() + " " + path.substring(("/zones/" + ZONE).length())) {
                case "GET " -> Told.json(200, success(zone()));
                case "GET /dns_records" -> page(asked, records.values().stream().filter(r -> asked.queried().getOrDefault("name.exact", r.path("name").asText()).equals(r.path("name").asText())
                    && asked.queried().getOrDefault("type", r.path("type").asText()).equals(r.path("type").asText())).toList());
                case "POST /dns_records/batch" -> batch(asked.json());
                default -> error(405, 10000, "Method not allowed");
            };
        } catch (Refused refused) {
            return error(400, refused.code, refused.getMessage());
        }
    }

    private Told batch(JsonNode document) throws IOException {
        var before = new LinkedHashMap<>(records);
        try {
            document.path("deletes").forEach(each -> require(records.remove(each.path("id").asText()) != null, 81044, "Record does not exist."));
            document.path("puts").forEach(each -> {
                var id = each.path("id").asText();
                require(records.remove(id) != null, 81044, "Record does not exist.");
                records.put(id, checked(each).put("id", id));
            });
            document.path("posts").forEach(each -> put(checked(each)));
        } catch (Refused refused) {
            records = before;
            throw refused;
        }
        return Told.json(200, success(JSON.createObjectNode()));
    }

    private ObjectNode checked(JsonNode given) {
        var document = given.<ObjectNode>deepCopy();
        var type = given.path("type").asText();
        document.put("name", given.path("name").asText().toLowerCase(Locale.ROOT));
        require(given.path("ttl").asInt() == 1 || given.path("ttl").asInt() >= 60, 9021, "Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic.");
        var data = given.path("data");
        switch (type) {
            case "SRV" -> document.put("content", data.path("weight").asInt() + " " + data.path("port").asInt() + " " + data.path("target").asText()).put("priority", data.path("priority").asInt());
            case "CAA" -> document.put("content", data.path("flags").asInt() + " " + data.path("tag").asText() + " \"" + data.path("value").asText() + "\"");
            case "MX" -> require(given.path("priority").isInt(), 9103, "DNS record priority is required for MX records.");
            case "TXT" -> require(given.path("content").asText().startsWith("\""), 9999, "a text that is not quoted");
            default -> require(!given.path("content").asText().isEmpty(), 9005, "Content for " + type + " record is invalid.");
        }
        for (var other : records.values()) {
            if (other.path("name").equals(document.path("name"))) {
                require(!other.path("type").equals(document.path("type")) || !other.path("content").equals(document.path("content")) || !other.path("priority").equals(document.path("priority")), 81058,
                    "An identical record already exists.");
                require(!type.equals("CNAME"), 81053, "An A, AAAA, or CNAME record with that host already exists.");
                require(!other.path("type").asText().equals("CNAME"), 81054, "A CNAME record with that host already exists.");
            }
        }
        return document;
    }

    private static void require(boolean so, int code, String message) {
        if (!so) {
            throw new Refused(code, message);
        }
    }

    private static ObjectNode zone() {
        var zone = JSON.createObjectNode().put("id", ZONE).put("name", DOMAIN).put("status", "active");
        zone.putArray("name_servers").add("abby.ns.cloudflare.com").add("carl.ns.cloudflare.com");
        return zone;
    }

    private static Told page(Asked asked, List<ObjectNode> all) throws IOException {
        int number = Integer.parseInt(asked.queried().getOrDefault("page", "1"));
        int size = Math.min(PAGE, Integer.parseInt(asked.queried().getOrDefault("per_page", "20")));
        var found = new ArrayList<>(all.subList(Math.min(all.size(), (number - 1) * size), Math.min(all.size(), number * size)));
        var answer = success(JSON.valueToTree(found));
        answer.putObject("result_info").put("page", number).put("per_page", size).put("count", found.size()).put("total_count", all.size()).put("total_pages", Math.ceilDiv(all.size(), size));
        return Told.json(200, answer);
    }

    private static ObjectNode success(JsonNode result) {
        var answer = JSON.createObjectNode().put("success", true);
        answer.putArray("errors");
        answer.putArray("messages");
        answer.set("result", result);
        return answer;
    }

    private static Told error(int status, int code, String message) throws IOException {
        var answer = JSON.createObjectNode().put("success", false);
        answer.putArray("errors").addObject().put("code", code).put("message", message);
        return Told.json(status, answer.putNull("result"));
    }
}

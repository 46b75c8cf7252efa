package dev.plimsoll.dns.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.dns.web.Vendor;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.ports.dns.DnsProviders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// DigitalOcean's API v2 with one domain (https://docs.digitalocean.com/reference/api/digitalocean/#tag/Domain-Records): bearer tokens, pages of at most two hundred with links to the next, records
/// of one value each, names as values that must end in a dot.
final class DigitalOceanServer extends Vendor {
    static final String TOKEN = "dop_v1_0123456789abcdef";
    private static final Set<String> NAMED = Set.of("CNAME", "MX", "SRV", "CAA");
    private final Map<Long, ObjectNode> records = new TreeMap<>();
    private long next = 28_448_429;

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    @Override
    public DnsProviders.Access access() {
        return access(DnsProvider.DIGITALOCEAN, address(), Map.of("token", TOKEN));
    }

    @Override
    public String secretEntry() {
        return "token";
    }

    @Override
    public void putForeign(String name, String address) {
        put(JSON.createObjectNode().put("type", "A").put("name", name.replace("." + DOMAIN, "")).put("data", address).put("ttl", 300));
    }

    void put(ObjectNode document) {
        records.put(next, document.put("id", next));
        next++;
    }

    @Override
    public Told tooMany(Optional<String> retryAfter) {
        return new Told(429, retryAfter.map(r -> Map.of("retry-after", r)).orElse(Map.of()), "{\"id\":\"too_many_requests\",\"message\":\"API Rate limit exceeded.\"}");
    }

    @Override
    protected Told tell(Asked asked) throws IOException {
        if (!asked.header().apply("Authorization").equals("Bearer " + TOKEN)) {
            return error(401, "Unauthorized", "Unable to authenticate you");
        }
        var parts = asked.parts();
        if (parts.size() < 3 || !parts.get(0).equals("v2") || !parts.get(1).equals("domains") || !parts.get(2).equals(DOMAIN)) {
            return error(404, "not_found", "The resource you were accessing could not be found.");
        }
        if (parts.size() == 3) {
            return Told.json(200, Map.of("domain", Map.of("name", DOMAIN, "ttl", 1800)));
        }
        var id = parts.size() == 5 ? Long.parseLong(parts.get(4)) : 0;
        if (parts.size() == 5 && !records.containsKey(id)) {
            return error(404, "not_found", "The resource you were accessing could not be found.");
        }
        try {
            return switch (asked.method()) {
                case "GET" -> page(asked);
                case "POST" -> {
                    var made = checked(asked.json(), 0);
                    put(made);
                    yield Told.json(201, Map.of("domain_record", made));
                }
                case "PUT" -> {
                    var written = checked(asked.json(), id).put("id", id);
                    records.put(id, written);
                    yield Told.json(200, Map.of("domain_record", written));
                }
                case "DELETE" -> {
                    records.remove(id);
                    yield new Told(204, Map.of(), "");
                }
                default -> error(405, "method_not_allowed", "no");
            };
        } catch (Refused refused) {
            return error(422, "unprocessable_entity", refused.getMessage());
        }
    }

    private ObjectNode checked(JsonNode given, long id) {
        var document = given.<ObjectNode>deepCopy();
        var type = given.path("type").asText();
        var data = given.path("data").asText();
        require(given.path("ttl").asInt() >= 30, "TTL must be greater than or equal to 30");
        require(!type.equals("TXT") || data.length() <= 512, "Data is too long (maximum is 512 characters)");
        if (NAMED.contains(type) && !given.path("tag").asText().equals("iodef")) {
            require(data.endsWith("."), "Data needs to end with a dot (.)");
            var bare = data.substring(0, data.length() - 1);
            document.put("data", bare.equals(DOMAIN) ? "@" : bare);
        }
        records.values().stream().filter(other -> other.path("id").asLong() != id && other.path("name").equals(document.path("name")))
            .forEach(other -> require(!type.equals("CNAME") && !other.path("type").asText().equals("CNAME"), "CNAME records cannot share a name with other records"));
        return document;
    }

    private Told page(Asked asked) throws IOException {
        var query = asked.queried();
        var all = records.values().stream().filter(r -> query.getOrDefault("name", full(r)).equals(full(r)) && query.getOrDefault("type", r.path("type").asText()).equals(r.path("type").asText())).toList();
        int number = Integer.parseInt(query.getOrDefault("page", "1"));
        int size = Math.min(200, Integer.parseInt(query.getOrDefault("per_page", "20")));
        List<ObjectNode> found = new ArrayList<>(all.subList(Math.min(all.size(), (number - 1) * size), Math.min(all.size(), number * size)));
        var pages = number * size < all.size() ? Map.of("next", "https://api.digitalocean.com/v2/domains/" + DOMAIN + "/records?page=" + (number + 1)) : Map.of();
        return Told.json(200, Map.of("domain_records", found, "links", Map.of("pages", pages), "meta", Map.of("total", all.size())));
    }

    private static String full(JsonNode document) {
        return document.path("name").asText().equals("@") ? DOMAIN : document.path("name").asText() + "." + DOMAIN;
    }

    private static void require(boolean so, String message) {
        if (!so) {
            throw new Refused(message);
        }
    }

    private static Told error(int status, String id, String message) throws IOException {
        return Told.json(status, Map.of("id", id, "message", message, "request_id", "4d9d8375-3c56-4925-a3e7-eb137fed17e9"));
    }
}

package dev.plimsoll.clouds.openstack.small;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as a service sees it.
///
/// @param path    below the service's address, in its parts
/// @param version that the request asks for, such as `compute 2.69`
record Request(String method, List<String> path, Map<String, List<String>> query, JsonNode body, String version) {
    static Map<String, List<String>> query(String raw) {
        var query = new LinkedHashMap<String, List<String>>();
        if (raw != null && !raw.isEmpty()) {
            for (var pair : raw.split("&")) {
                var parts = pair.split("=", 2);
                query.computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), _ -> new ArrayList<>()).add(parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getFirst);
    }

    String part(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    /// One page of a listing, with a link to the next one that has a host nobody should ask.
    Response page(String field, List<? extends JsonNode> all, int most, String id) {
        int limit = Math.min(most, first("limit").map(Integer::parseInt).orElse(most));
        int from = first("marker").map(marker -> 1 + all.stream().map(o -> o.at(id).asText()).toList().indexOf(marker)).orElse(0);
        var page = all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()));
        var answer = Json.object();
        answer.putArray(field).addAll(List.copyOf(page));
        if (from + limit < all.size()) {
            var rest = new StringBuilder();
            query.forEach((name, values) -> {
                if (!name.equals("marker")) {
                    values.forEach(v -> rest.append(name).append('=').append(java.net.URLEncoder.encode(v, StandardCharsets.UTF_8)).append('&'));
                }
            });
            answer.putArray(field + "_links").addObject().put("rel", "next").put("href", "http://wrong.invalid/" + String.join("/", path) + "?" + rest + "marker="
                + java.net.URLEncoder.encode(page.getLast().at(id).asText(), StandardCharsets.UTF_8));
        }
        return Response.of(answer);
    }
}

package dev.plimsoll.clouds.openstack.small;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Networks with what belongs to them. Has from the start the network `public` that leads outside, the network `private` of somebody's, and the project's security group `default`.
public final class SmallNeutron {
    private static final int PAGE = 3;
    private static final Map<String, String> SINGULAR = Map.of("networks", "network", "subnets", "subnet", "routers", "router", "ports", "port", "security-groups", "security_group",
        "security-group-rules", "security_group_rule", "floatingips", "floatingip");

    private final Map<String, Map<String, ObjectNode>> all = new LinkedHashMap<>();
    private int addresses = 10;

    SmallNeutron() {
        SINGULAR.keySet().forEach(sort -> all.put(sort, new LinkedHashMap<>()));
        put("networks", Json.object().put("name", "public").put("router:external", true).put("status", "ACTIVE"));
        var home = put("networks", Json.object().put("name", "private").put("router:external", false).put("status", "ACTIVE"));
        put("subnets", Json.object().put("network_id", home.path("id").asText()).put("cidr", "10.77.0.0/24").put("gateway_ip", "10.77.0.1"));
        group("default");
    }

    /// Everything of a sort, such as `networks`; for people who look behind, and who add things by hand.
    public Map<String, ObjectNode> all(String sort) {
        return all.get(sort);
    }

    /// Adds an object of somebody's and answers its id.
    public ObjectNode put(String sort, ObjectNode object) {
        object.put("id", UUID.randomUUID().toString()).put("project_id", SmallOpenStack.PROJECT);
        all.get(sort).put(object.path("id").asText(), object);
        return object;
    }

    Response answer(Request request) {
        var sort = request.part(0);
        if (sort.equals("quotas")) {
            return Response.of(Json.node(Map.of("quota", Map.of("floatingip", Map.of("limit", 50, "used", all.get("floatingips").size()), "network", Map.of("limit", -1, "used", 2)))));
        } else if (!all.containsKey(sort)) {
            return Response.neutron(404, "HTTPNotFound", "The resource could not be found.");
        } else if (request.path().size() == 1) {
            return request.method().equals("POST") ? make(sort, request.body()) : list(sort, request);
        }
        var object = all.get(sort).get(request.part(1));
        if (object == null) {
            return Response.neutron(404, "NotFound", sort + " " + request.part(1) + " could not be found.");
        }
        return switch (request.method()) {
            case "GET" -> Response.of(Json.object().set(SINGULAR.get(sort), shown(sort, object)));
            case "PUT" -> request.path().size() == 3 ? wire(object, request) : change(sort, object, request.body().path(SINGULAR.get(sort)));
            default -> remove(sort, object);
        };
    }

    /// Puts a new server into its networks.
    Optional<Response> enter(String server, JsonNode wanted) {
        var groups = new ArrayList<String>();
        for (var group : wanted.path("security_groups")) {
            if (!all.get("security-groups").containsKey(group.path("name").asText())) {
                return Optional.of(Response.nova(400, "badRequest", "Unable to find security_group with name or id '" + group.path("name").asText() + "'"));
            }
            groups.add(group.path("name").asText());
        }
        for (var end : wanted.path("networks").isArray() ? wanted.path("networks") : Json.object()) {
            var network = end.path("uuid").asText();
            if (!all.get("networks").containsKey(network)) {
                return Optional.of(Response.nova(400, "badRequest", "Network " + network + " could not be found."));
            }
            var chosen = end.path("fixed_ip").asText("");
            if (!chosen.isEmpty() && of("ports").anyMatch(p -> p.path("address").asText().equals(chosen) && p.path("network_id").asText().equals(network))) {
                return Optional.of(Response.nova(400, "badRequest", "Fixed IP address " + chosen + " is already in use on instance 1."));
            }
            var cidr = of("subnets").filter(s -> s.path("network_id").asText().equals(network)).map(s -> s.path("cidr").asText()).findFirst().orElse("10.0.0.0/24");
            var port = Json.object().put("network_id", network).put("device_id", server).put("device_owner", "compute:nova")
                .put("address", chosen.isEmpty() ? cidr.substring(0, cidr.lastIndexOf('.') + 1) + ++addresses : chosen);
            port.set("security_groups", Json.node(groups.isEmpty() ? List.of(usual()) : groups));
            put("ports", port);
        }
        return Optional.empty();
    }

    /// The server is gone, and what was made with it.
    void leave(String server) {
        of("ports").filter(p -> p.path("device_id").asText().equals(server)).toList().forEach(port -> {
            all.get("ports").remove(port.path("id").asText());
            of("floatingips").filter(ip -> ip.path("port_id").equals(port.path("id"))).forEach(ip -> ip.putNull("port_id"));
        });
    }

    JsonNode addresses(String server) {
        var addresses = Json.object();
        of("ports").filter(p -> p.path("device_id").asText().equals(server)).forEach(port -> {
            var ends = addresses.withArray(all.get("networks").get(port.path("network_id").asText()).path("name").asText());
            ends.addObject().put("addr", port.path("address").asText()).put("OS-EXT-IPS:type", "fixed").put("version", 4);
            of("floatingips").filter(ip -> ip.path("port_id").equals(port.path("id")))
                .forEach(ip -> ends.addObject().put("addr", ip.path("floating_ip_address").asText()).put("OS-EXT-IPS:type", "floating").put("version", 4));
        });
        return addresses;
    }

    List<Map<String, String>> groupNames(String server) {
        return of("ports").filter(p -> p.path("device_id").asText().equals(server)).flatMap(p -> p.path("security_groups").valueStream())
            .map(id -> Map.of("name", all.get("security-groups").get(id.asText()).path("name").asText())).distinct().toList();
    }

    private Response list(String sort, Request request) {
        var found = of(sort).map(o -> shown(sort, o)).filter(o -> request.query().entrySet().stream().filter(q -> !List.of("limit", "marker", "fields").contains(q.getKey()))
            .allMatch(q -> q.getValue().contains(o.path(q.getKey()).asText()))).toList();
        return request.page(sort.replace('-', '_'), found, PAGE, "/id");
    }

    private Response make(String sort, JsonNode body) {
        if (sort.equals("security-group-rules")) {
            body.path("security_group_rules").forEach(rule -> put(sort, rule.deepCopy()));
            return Response.of(201, body);
        }
        var wanted = (ObjectNode) body.path(SINGULAR.get(sort)).deepCopy();
        var made = switch (sort) {
            case "networks" -> put(sort, wanted.put("status", "ACTIVE").put("router:external", false));
            case "subnets" -> put(sort, wanted.has("gateway_ip") ? wanted : wanted.put("gateway_ip", wanted.path("cidr").asText().replaceFirst("0/.*", "1")));
            case "security-groups" -> described(group(wanted.path("name").asText()), wanted);
            case "floatingips" -> put(sort, wanted.put("status", "DOWN").put("floating_ip_address", "203.0.113." + ++addresses).putNull("port_id"));
            default -> put(sort, wanted);
        };
        return Response.of(201, Json.object().set(SINGULAR.get(sort), shown(sort, made)));
    }

    private Response change(String sort, ObjectNode object, JsonNode changed) {
        var port = all.get("ports").get(changed.path("port_id").asText());
        boolean out = port == null || of("ports").anyMatch(p -> p.path("network_id").equals(port.path("network_id")) && all.get("routers").containsKey(p.path("device_id").asText()));
        if (sort.equals("floatingips") && !out) {
            return Response.neutron(404, "ExternalGatewayForFloatingIPNotFound", "External network is not reachable from the subnet of the port.");
        }
        object.setAll((ObjectNode) changed);
        return Response.of(Json.object().set(SINGULAR.get(sort), shown(sort, object)));
    }

    private Response wire(ObjectNode router, Request request) {
        if (request.part(2).equals("add_router_interface")) {
            var subnet = all.get("subnets").get(request.body().path("subnet_id").asText());
            put("ports", Json.object().put("network_id", subnet.path("network_id").asText()).put("device_id", router.path("id").asText()).put("device_owner", "network:router_interface"));
        } else if (all.get("ports").remove(request.body().path("port_id").asText()) == null) {
            return Response.neutron(404, "PortNotFound", "Port could not be found.");
        }
        return Response.of(router);
    }

    private Response remove(String sort, ObjectNode object) {
        var id = object.path("id").asText();
        boolean used = of("ports").anyMatch(p -> switch (sort) {
            case "networks" -> p.path("network_id").asText().equals(id);
            case "routers" -> p.path("device_id").asText().equals(id);
            case "security-groups" -> p.path("security_groups").valueStream().anyMatch(g -> g.asText().equals(id));
            default -> false;
        });
        if (used) {
            return Response.neutron(409, Map.of("networks", "NetworkInUse", "routers", "RouterInUse", "security-groups", "SecurityGroupInUse").get(sort), sort + " " + id + " is in use.");
        }
        all.get(sort).remove(id);
        all.get("subnets").values().removeIf(s -> s.path("network_id").asText().equals(id));
        all.get("security-group-rules").values().removeIf(r -> r.path("security_group_id").asText().equals(id));
        return Response.empty(204);
    }

    private JsonNode shown(String sort, ObjectNode object) {
        var shown = object.deepCopy();
        var id = object.path("id").asText();
        if (sort.equals("security-groups")) {
            shown.set("security_group_rules", Json.node(of("security-group-rules").filter(r -> r.path("security_group_id").asText().equals(id)).toList()));
        }
        var port = all.get("ports").get(object.path("port_id").asText());
        if (sort.equals("floatingips") && port != null) {
            shown.set("port_details", Json.node(Map.of("device_id", port.path("device_id").asText())));
        }
        return shown;
    }

    private ObjectNode group(String name) {
        var group = put("security-groups", Json.object().put("name", name));
        Stream.of("IPv4", "IPv6").forEach(family -> {
            var rule = Json.object().put("security_group_id", group.path("id").asText()).put("direction", "egress").put("ethertype", family);
            put("security-group-rules", rule.putNull("protocol").putNull("remote_ip_prefix").putNull("remote_group_id").putNull("port_range_min").putNull("port_range_max"));
        });
        return group;
    }

    private static ObjectNode described(ObjectNode group, JsonNode wanted) {
        return group.put("description", wanted.path("description").asText());
    }

    private String usual() {
        return of("security-groups").filter(g -> g.path("name").asText().equals("default")).findFirst().orElseThrow().path("id").asText();
    }

    private Stream<ObjectNode> of(String sort) {
        return all.get(sort).values().stream();
    }
}

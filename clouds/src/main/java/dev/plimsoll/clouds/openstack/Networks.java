package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Networks of Neutron, each with its subnet and, unless it is isolated, its router. Made in that order and removed in the other, so that whatever is left of one half made or half
/// removed hangs on a network that says whose it is.
final class Networks {
    private final Api api;
    private final Upstreams upstreams;
    private final Ports ports;

    Networks(Api api, Upstreams upstreams, Ports ports) {
        this.api = api;
        this.upstreams = upstreams;
        this.ports = ports;
    }

    List<CloudObject> list(String plane) {
        var networks = stamped(plane, "networks");
        var routers = stamped(plane, "routers");
        var seen = new ArrayList<CloudObject>();
        if (!networks.isEmpty()) {
            var subnets = stamped(plane, "subnets");
            var all = ports.all(known -> networks.stream().allMatch(network -> NetworkParts.of(network, subnets, routers, known).phase().equals(CloudPhase.READY)));
            networks.forEach(network -> seen.add(seen(NetworkParts.of(network, subnets, routers, all))));
        }
        // Somebody has removed the network by hand, and could not have removed ours that led out of it.
        routers.stream().filter(r -> seen.stream().noneMatch(n -> Optional.of(n.stamp()).equals(Stamps.ofDescription(r)))).forEach(router -> seen.add(new CloudObject.Network(id(router),
            router.path("name").asText(), Stamps.ofDescription(router).orElseThrow(), new CloudPhase.Failed("only its router is left"), "", false)));
        return seen;
    }

    /// Whatever is missing of it is made.
    String create(CloudPart.Network part) {
        var description = Stamps.description(part);
        var network = made("network", description).orElseGet(() -> make("network", part, Map.of("name", part.name(), "description", description)));
        var subnet = made("subnet", description).orElseGet(() -> make("subnet", part, subnet(part, id(network), description)));
        if (!part.isolated()) {
            var router = made("router", description).orElseGet(() -> make("router", part,
                Map.of("name", part.name(), "description", description, "external_gateway_info", Map.of("network_id", upstreams.upstream(part.upstream())))));
            if (ports(Route.to("/ports").with("device_id", id(router)).with("network_id", id(network))).isEmpty()) {
                api.ask(Ask.put("connect network " + part.name() + " with its router", Service.NETWORK, Route.to("/routers/{}/add_router_interface", id(router)), Map.of("subnet_id", id(subnet))));
            }
        }
        return id(network);
    }

    /// Its name servers.
    void change(String id, CloudPart.Network part) {
        var ref = new CloudRef(CloudKind.NETWORK, id);
        Stamps.requireStamp(part.stamp(), ref, Stamps.ofDescription(find("network", id).orElseThrow(() -> OpenStackCloud.absent(ref))));
        made("subnet", Stamps.description(part)).filter(s -> !texts(s.path("dns_nameservers")).equals(part.nameServers())).ifPresent(s ->
            api.ask(Ask.put("change the name servers of network " + part.name(), Service.NETWORK, Route.to("/subnets/{}", id(s)), Map.of("subnet", Map.of("dns_nameservers", part.nameServers())))));
    }

    /// Its router first. What is somebody's keeps all of it: a network in use without its way out would be worse than one that stays.
    void remove(String plane, CloudRef ref) {
        var network = find("network", ref.id());
        if (network.isEmpty()) {
            find("router", ref.id()).ifPresent(router -> {
                Stamps.requireOurs(plane, ref, Stamps.ofDescription(router));
                removed("router", ref.id());
            });
            return;
        }
        var stamp = Stamps.ofDescription(network.get());
        Stamps.requireOurs(plane, ref, stamp);
        var description = stamp.map(CloudStamp::text).orElseThrow();
        var parts = NetworkParts.of(network.get(), listed("subnet", description), listed("router", description), ports(Route.to("/ports").with("network_id", ref.id())));
        if (parts.inUse()) {
            throw new CloudFailure.NotReady("InUse", ref + " has machines or other things in it", null);
        }
        parts.router().ifPresent(router -> {
            parts.ports().stream().filter(p -> p.path("device_id").asText().equals(id(router))).forEach(port ->
                api.find(Ask.put("disconnect " + ref + " from its router", Service.NETWORK, Route.to("/routers/{}/remove_router_interface", id(router)), Map.of("port_id", id(port)))));
            removed("router", id(router));
        });
        removed("network", ref.id());
    }

    private static CloudObject seen(NetworkParts parts) {
        return new CloudObject.Network(parts.id(), parts.network().path("name").asText(), parts.stamp(), parts.phase(), parts.subnet().map(s -> s.path("cidr").asText()).orElse(""), parts.inUse());
    }

    private static Map<String, Object> subnet(CloudPart.Network part, String network, String description) {
        var subnet = new LinkedHashMap<String, Object>();
        subnet.put("network_id", network);
        subnet.put("name", part.name());
        subnet.put("description", description);
        subnet.put("cidr", part.cidr());
        subnet.put("ip_version", part.cidr().indexOf(':') >= 0 ? 6 : 4);
        subnet.put("enable_dhcp", true);
        subnet.put("dns_nameservers", part.nameServers());
        if (part.isolated()) {
            subnet.put("gateway_ip", null);
        } else {
            part.gateway().ifPresent(gateway -> subnet.put("gateway_ip", gateway));
        }
        part.dynamic().ifPresent(span -> subnet.put("allocation_pools", List.of(Map.of("start", span.substring(0, span.indexOf('-')).strip(), "end", span.substring(span.indexOf('-') + 1).strip()))));
        return subnet;
    }

    private JsonNode make(String sort, CloudPart.Network part, Map<String, Object> document) {
        var doing = "make " + (sort.equals("network") ? "" : "the " + sort + " of ") + "network " + part.name();
        return api.ask(Ask.post(doing, Service.NETWORK, Route.to("/" + sort + "s"), Map.of(sort, document))).path(sort);
    }

    private void removed(String sort, String id) {
        api.find(Ask.delete("remove " + sort + " " + id, Service.NETWORK, Route.to("/" + sort + "s/{}", id)));
    }

    private Optional<JsonNode> find(String sort, String id) {
        return api.find(Ask.get("look at " + sort + " " + id, Service.NETWORK, Route.to("/" + sort + "s/{}", id))).map(found -> found.path(sort));
    }

    private Optional<JsonNode> made(String sort, String description) {
        return listed(sort, description).stream().findFirst();
    }

    /// Those of exactly this stamp.
    private List<JsonNode> listed(String sort, String description) {
        return api.list(Ask.get("look for a " + sort, Service.NETWORK, Route.to("/" + sort + "s").with("description", description).with("project_id", api.session().project())), sort + "s");
    }

    private List<JsonNode> stamped(String plane, String field) {
        return api.listIfKnown(Ask.get("list " + field, Service.NETWORK, Route.to("/" + field).with("project_id", api.session().project()).with("limit", Firewalls.PAGE)), field).stream()
            .filter(object -> Stamps.within(api.session().project(), object) && Stamps.ours(plane, Stamps.ofDescription(object))).toList();
    }

    private List<JsonNode> ports(Route route) {
        return api.list(Ask.get("list ports", Service.NETWORK, route), "ports");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}

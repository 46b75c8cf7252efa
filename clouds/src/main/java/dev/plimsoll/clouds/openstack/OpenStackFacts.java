package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.clouds.openstack.wire.Session;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.RegionStatus.Quota;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a region of an OpenStack is and lets us do.
final class OpenStackFacts {
    /// Nova and Neutron answer from their databases, which several of their processes may read with a delay behind a replicated one.
    private static final Duration LAG = Duration.ofSeconds(10);

    private static final Map<String, String> NETWORK_QUOTAS = new TreeMap<>(Map.of("networks", "network", "routers", "router", "firewalls", "security_group",
        "floating IPs", "floatingip", "ports", "port"));

    private final Api api;
    private final Offer offer;
    private final Upstreams upstreams;

    OpenStackFacts(Api api, Offer offer, Upstreams upstreams) {
        this.api = api;
        this.offer = offer;
        this.upstreams = upstreams;
    }

    CloudFacts asked() {
        var session = api.session();
        var outside = upstreams.all().stream().map(n -> n.path("name").asText()).sorted().toList();
        return new CloudFacts("OpenStack, compute API " + session.compute().newest(), session.account(), abilities(session, outside), zones(), offer.flavors(), offer.images(), quotas(session), LAG,
            Map.of("roles", String.join(", ", session.roles()), "upstreams", String.join(", ", outside), "compute", session.addresses().get(Service.COMPUTE), "network",
                session.addresses().get(Service.NETWORK), "image", session.addresses().get(Service.IMAGE)));
    }

    /// Who is a reader only may look. What else the cloud's policies forbid is heard when it is tried.
    private static Set<CloudAbility> abilities(Session session, List<String> outside) {
        if (!session.roles().isEmpty() && session.roles().stream().allMatch(r -> r.equals("reader"))) {
            return Set.of();
        }
        var abilities = EnumSet.allOf(CloudAbility.class);
        if (outside.isEmpty()) {
            abilities.remove(CloudAbility.FLOATING_IPS);
        }
        return abilities;
    }

    private List<String> zones() {
        return told(Ask.get("list zones", Service.COMPUTE, Route.to("/os-availability-zone"))).path("availabilityZoneInfo").valueStream().filter(z -> z.path("zoneState").path("available").asBoolean())
            .map(z -> z.path("zoneName").asText()).sorted().toList();
    }

    private List<Quota> quotas(Session session) {
        var quotas = new ArrayList<Quota>();
        var compute = told(Ask.get("ask for the limits of machines", Service.COMPUTE, Route.to("/limits"))).path("limits").path("absolute");
        if (compute.isObject()) {
            quotas.add(quota("machines", compute.path("maxTotalInstances"), compute.path("totalInstancesUsed"), 1));
            quotas.add(quota("cores", compute.path("maxTotalCores"), compute.path("totalCoresUsed"), 1));
            quotas.add(quota("memory", compute.path("maxTotalRAMSize"), compute.path("totalRAMUsed"), 1L << 20));
        }
        var network = told(Ask.get("ask for the limits of networks", Service.NETWORK, Route.to("/quotas/{}/details.json", session.project()))).path("quota");
        NETWORK_QUOTAS.forEach((name, field) -> Optional.of(network.path(field)).filter(JsonNode::isObject).ifPresent(q -> quotas.add(quota(name, q.path("limit"), q.path("used"), 1))));
        return quotas;
    }

    /// Not every cloud tells everybody; then nothing is known, and what is forbidden or spent says so itself when it is tried.
    private JsonNode told(Ask ask) {
        try {
            return api.find(ask).orElseGet(Json::object);
        } catch (CloudFailure.Denied untold) {
            if (untold.code().equals("Forbidden")) {
                return Json.object();
            }
            throw untold;
        }
    }

    private static Quota quota(String name, JsonNode limit, JsonNode used, long unit) {
        return new Quota(name, limit.asLong(-1) < 0 ? -1 : limit.asLong() * unit, Math.max(0, used.asLong(0)) * unit);
    }
}

package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Floating IPs of Neutron. They have no names; people know them by their address.
final class FloatingIps {
    private final Api api;
    private final Upstreams upstreams;

    FloatingIps(Api api, Upstreams upstreams) {
        this.api = api;
        this.upstreams = upstreams;
    }

    List<CloudObject> list(String plane) {
        var seen = new ArrayList<CloudObject>();
        listed(Route.to("/floatingips").with("project_id", api.session().project()).with("limit", Firewalls.PAGE)).forEach(ip ->
            Stamps.ofDescription(ip).filter(s -> s.plane().equals(plane) && Stamps.within(api.session().project(), ip)).ifPresent(stamp -> seen.add(seen(ip, stamp))));
        return seen;
    }

    /// It leads nowhere at first.
    String create(CloudPart.FloatingIp part) {
        var description = Stamps.description(part);
        var there = listed(Route.to("/floatingips").with("description", description).with("project_id", api.session().project())).stream().findFirst();
        return there.orElseGet(() -> api.ask(Ask.post("make floating IP " + part.name(), Service.NETWORK, Route.to("/floatingips"),
            Map.of("floatingip", Map.of("floating_network_id", upstreams.upstream(part.upstream()), "description", description)))).path("floatingip")).path("id").asText();
    }

    /// Where it leads.
    void change(String id, CloudPart.FloatingIp part) {
        var ref = new CloudRef(CloudKind.FLOATING_IP, id);
        var ip = find(ref).orElseThrow(() -> OpenStackCloud.absent(ref));
        Stamps.requireStamp(part.stamp(), ref, Stamps.ofDescription(ip));
        if (part.machine().isEmpty()) {
            lead(ref, Optional.empty());
        } else if (!machine(ip).equals(part.machine())) {
            lead(ref, part.machine().get());
        }
    }

    void remove(String plane, CloudRef ref) {
        find(ref).ifPresent(ip -> {
            Stamps.requireOurs(plane, ref, Stamps.ofDescription(ip));
            api.find(Ask.delete("remove " + ref, Service.NETWORK, Route.to("/floatingips/{}", ref.id())));
        });
    }

    /// To the first port of the machine whose network has a way to where the address comes from.
    private void lead(CloudRef ref, String machine) {
        var ports = ports(Route.to("/ports").with("device_id", machine));
        if (ports.isEmpty()) {
            throw new CloudFailure.Absent("MachineNotFound", "machine " + machine + " has no place in any network that " + ref + " could lead to, or is not there", null);
        }
        CloudFailure noWay = null;
        for (var port : ports) {
            try {
                lead(ref, Optional.of(port.path("id").asText()));
                return;
            } catch (CloudFailure.Rejected tryNext) {
                noWay = tryNext;
            }
        }
        throw noWay;
    }

    private void lead(CloudRef ref, Optional<String> port) {
        var told = Json.object();
        told.putObject("floatingip").put("port_id", port.orElse(null));
        api.ask(Ask.put("lead " + ref + port.map(p -> " to port " + p).orElse(" nowhere"), Service.NETWORK, Route.to("/floatingips/{}", ref.id()), told));
    }

    private CloudObject seen(JsonNode ip, CloudStamp stamp) {
        var address = ip.path("floating_ip_address").asText();
        var phase = ip.path("status").asText().equals("ERROR") ? new CloudPhase.Failed("Neutron says ERROR of it") : CloudPhase.READY;
        return new CloudObject.FloatingIp(ip.path("id").asText(), address, stamp, phase, address, machine(ip));
    }

    /// Since Rocky the listing tells; before, each port is asked.
    private Optional<String> machine(JsonNode ip) {
        var port = ip.path("port_id").asText("");
        if (port.isEmpty() || ip.path("port_id").isNull()) {
            return Optional.empty();
        }
        return ip.path("port_details").isObject() ? device(ip.path("port_details")) : ports(Route.to("/ports").with("id", port)).stream().findFirst().flatMap(FloatingIps::device);
    }

    private static Optional<String> device(JsonNode port) {
        return Optional.of(port.path("device_id").asText("")).filter(d -> !d.isEmpty());
    }

    private List<JsonNode> ports(Route route) {
        return api.list(Ask.get("list ports", Service.NETWORK, route), "ports");
    }

    private List<JsonNode> listed(Route route) {
        return api.listIfKnown(Ask.get("list floating IPs", Service.NETWORK, route), "floatingips");
    }

    private Optional<JsonNode> find(CloudRef ref) {
        return api.find(Ask.get("look at " + ref, Service.NETWORK, Route.to("/floatingips/{}", ref.id()))).map(found -> found.path("floatingip"));
    }
}

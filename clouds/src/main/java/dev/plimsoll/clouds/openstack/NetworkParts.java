package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import java.util.List;
import java.util.Optional;

/// What one of our networks consists of: Neutron's network, its subnet, and the router by which traffic leaves. All carry the same stamp.
///
/// @param subnet none: it was not made yet
/// @param router none: it was not made yet, or the network is isolated
/// @param ports  of the network
record NetworkParts(JsonNode network, CloudStamp stamp, Optional<JsonNode> subnet, Optional<JsonNode> router, List<JsonNode> ports) {
    /// @param subnets of anybody
    /// @param routers of anybody
    /// @param ports   of anybody
    static NetworkParts of(JsonNode network, List<JsonNode> subnets, List<JsonNode> routers, List<JsonNode> ports) {
        var stamp = Stamps.ofDescription(network).orElseThrow();
        var id = network.path("id").asText();
        return new NetworkParts(network, stamp, subnets.stream().filter(s -> s.path("network_id").asText().equals(id) && carries(s, stamp)).findFirst(),
            routers.stream().filter(r -> carries(r, stamp)).findFirst(), ports.stream().filter(p -> p.path("network_id").asText().equals(id)).toList());
    }

    String id() {
        return network.path("id").asText();
    }

    /// A subnet without a gateway is an isolated network's.
    boolean isolated() {
        return subnet.filter(s -> s.path("gateway_ip").asText("").isEmpty() || s.path("gateway_ip").isNull()).isPresent();
    }

    boolean routed() {
        return router.filter(r -> !r.path("external_gateway_info").path("network_id").asText("").isEmpty() && ports.stream().anyMatch(p -> of(p, r))).isPresent();
    }

    /// Something of anybody's is in it. Its own router is not, nor what Neutron puts there by itself.
    boolean inUse() {
        return ports.stream().anyMatch(p -> !p.path("device_owner").asText("").matches("network:(dhcp|distributed|local_ip)") && router.filter(r -> of(p, r)).isEmpty());
    }

    CloudPhase phase() {
        var status = network.path("status").asText();
        if (status.equals("ERROR")) {
            return new CloudPhase.Failed("Neutron says ERROR of it");
        } else if (subnet.isEmpty()) {
            return new CloudPhase.Unfinished("its subnet");
        } else if (!isolated() && !routed()) {
            return new CloudPhase.Unfinished("its way out");
        }
        return status.equals("BUILD") ? new CloudPhase.Pending(status) : CloudPhase.READY;
    }

    private static boolean of(JsonNode port, JsonNode router) {
        return port.path("device_id").asText().equals(router.path("id").asText());
    }

    private static boolean carries(JsonNode object, CloudStamp stamp) {
        return Stamps.ofDescription(object).equals(Optional.of(stamp));
    }
}

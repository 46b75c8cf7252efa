package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A machine from an entry in Nova's listing.
final class SeenMachine {
    private SeenMachine() {}

    static CloudObject.Machine of(JsonNode server, CloudStamp stamp, Set<String> firewalls) {
        var inside = new ArrayList<String>();
        var outside = new ArrayList<String>();
        // In the order of the interfaces. A provider's network gives machines addresses that need no floating one.
        server.path("addresses").forEach(network -> network.forEach(end -> {
            var address = end.path("addr").asText();
            boolean floating = end.path("OS-EXT-IPS:type").asText().equals("floating");
            parsed(address).ifPresent(known -> {
                if (!floating) {
                    inside.add(address);
                }
                if (floating || reachable(known)) {
                    outside.add(address);
                }
            });
        }));
        return new CloudObject.Machine(server.path("id").asText(), server.path("name").asText(), stamp, phase(server), server.path("OS-EXT-AZ:availability_zone").asText(""),
            server.path("flavor").path("original_name").asText(""), firewalls, inside, outside);
    }

    /// Nova's words for states of servers (https://docs.openstack.org/api-guide/compute/server_concepts.html#server-status). A removal shows as a task long before it does as a state.
    static CloudPhase phase(JsonNode server) {
        if (server.path("OS-EXT-STS:task_state").asText("").equals("deleting")) {
            return CloudPhase.LEAVING;
        }
        var status = server.path("status").asText();
        return switch (status) {
            case "ACTIVE", "PASSWORD", "VERIFY_RESIZE", "MIGRATING" -> CloudPhase.READY;
            case "SHUTOFF", "PAUSED", "SUSPENDED", "SHELVED", "SHELVED_OFFLOADED" -> CloudPhase.STOPPED;
            case "DELETED", "SOFT_DELETED" -> CloudPhase.LEAVING;
            case "ERROR" -> failed(server.path("fault").path("message").asText(""));
            default -> new CloudPhase.Pending(status);
        };
    }

    private static CloudPhase failed(String fault) {
        var words = fault.isEmpty() ? "the cloud gives no reason" : fault.replaceAll("\\p{Cntrl}", " ").strip();
        // The scheduler looks for a place after the wish was taken.
        return new CloudPhase.Failed(words, words.startsWith("No valid host was found"));
    }

    /// Somebody will connect to it, so it has to be an address.
    private static Optional<InetAddress> parsed(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean reachable(InetAddress address) {
        boolean unique = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return !(unique || address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    /// Names of the security groups around it.
    static List<String> groups(JsonNode server) {
        return server.path("security_groups").valueStream().map(g -> g.path("name").asText()).distinct().toList();
    }
}

package dev.plimsoll.clouds.openstack;

import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Nova is told of a new machine (https://docs.openstack.org/api-ref/compute/#create-server). Nova makes the ports itself, also those with chosen addresses, so that they go with the
/// machine: a port made beforehand stays behind when the machine does not come.
final class MachineDocument {
    /// Nova's limit, after base64.
    private static final int MOST_USER_DATA = 65_535;
    private static final int LONGEST_LABEL = 255;

    private final Offer offer;
    private final Upstreams upstreams;
    private final boolean configDrive;

    MachineDocument(Offer offer, Upstreams upstreams, boolean configDrive) {
        this.offer = offer;
        this.upstreams = upstreams;
        this.configDrive = configDrive;
    }

    Map<String, Object> of(CloudPart.Machine part) {
        var server = new LinkedHashMap<String, Object>();
        server.put("name", part.name());
        server.put("flavorRef", offer.flavor(part.flavor()));
        server.put("imageRef", offer.image(part.image()));
        server.put("metadata", metadata(part));
        server.put("tags", List.of(Stamps.tag(part.stamp())));
        server.put("networks", networks(part));
        if (!part.firewalls().isEmpty()) {
            server.put("security_groups", part.firewalls().stream().map(id -> Map.of("name", id)).toList());
        }
        part.zone().ifPresent(zone -> server.put("availability_zone", zone));
        key(part).forEach(key -> server.put("key_name", key));
        var userData = userData(part);
        if (!userData.isEmpty()) {
            server.put("user_data", userData);
        }
        if (configDrive) {
            server.put("config_drive", true);
        }
        return Map.of("server", server);
    }

    /// Labels are for people to find it by; one that Nova cannot carry is left out, the stamp never is.
    private static Map<String, String> metadata(CloudPart.Machine part) {
        var metadata = new LinkedHashMap<String, String>();
        part.labels().forEach((name, value) -> {
            if (name.matches("[a-zA-Z0-9_:. -]{1," + LONGEST_LABEL + "}") && value.length() <= LONGEST_LABEL) {
                metadata.put(name, value);
            }
        });
        metadata.putAll(part.stamp().labels());
        return metadata;
    }

    private Object networks(CloudPart.Machine part) {
        if (part.networks().isEmpty()) {
            var usual = upstreams.usual();
            if (usual.isEmpty() && !part.firewalls().isEmpty()) {
                throw new CloudFailure.Rejected("NoNetwork", "machine " + part.name() + " is to be behind firewalls, which stand around its place in a network, and it names none", null);
            }
            return usual.<Object>map(id -> List.of(Map.of("uuid", id))).orElse("none");
        }
        var networks = new ArrayList<Map<String, String>>();
        part.networks().forEach(end -> {
            var wanted = new LinkedHashMap<String, String>();
            wanted.put("uuid", upstreams.network(end.network()));
            end.address().ifPresent(address -> wanted.put("fixed_ip", address));
            networks.add(wanted);
        });
        return networks;
    }

    private static List<String> key(CloudPart.Machine part) {
        if (part.keys().size() > 1) {
            throw new CloudFailure.Rejected("NotSupported", "machine " + part.name() + " names " + part.keys().size()
                + " SSH keys, and Nova gives a machine one; give the others to a user in the machine's setup", null);
        }
        return part.keys().stream().map(CloudPart.Login::id).toList();
    }

    private static String userData(CloudPart.Machine part) {
        var encoded = Base64.getEncoder().encodeToString(part.userData().reveal().getBytes(StandardCharsets.UTF_8));
        if (encoded.length() > MOST_USER_DATA) {
            throw new CloudFailure.Rejected("UserDataTooLarge", "machine " + part.name() + " is to be told " + encoded.length() + " bytes at its first boot, and Nova takes " + MOST_USER_DATA, null);
        }
        return encoded;
    }
}

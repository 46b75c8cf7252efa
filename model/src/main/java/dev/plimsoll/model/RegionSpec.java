package dev.plimsoll.model;

import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.GivenHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A place where machines come from: one region of one account of a cloud.
public record RegionSpec(
    @Doc("simulated, local, openstack or static.") CloudType cloud,
    @Doc("Where the cloud's API answers, such as https://cloud.example.org:5000/v3; the adapter's usual place when not given.") Optional<String> endpoint,
    @Doc("The cloud's own name of the region; its only or first one when not given.") Optional<String> region,
    @Doc("Secret with the credentials; which entries it needs depends on the cloud.") Optional<String> credentials,
    @Doc("Further settings of the adapter.") Map<String, String> options,
    @Doc("Zones to spread machines over; all that the cloud has when empty.") List<String> zones,
    @Doc("The machines of a static region.") List<GivenHost> hosts,
    @Doc(value = "Calls a second at most, over everything this region does; 10.", otherwise = "10") int callsPerSecond) implements Spec {

    public RegionSpec {
        endpoint = Values.optional(endpoint);
        region = Values.optional(region);
        credentials = Values.optional(credentials);
        options = Values.map(options);
        zones = Values.list(zones);
        hosts = Values.list(hosts);
        if (cloud == null) {
            throw new InvalidValue("a region says which cloud it is in: simulated, local, openstack or static");
        }
        if (callsPerSecond < 1 || callsPerSecond > 1_000) {
            throw new InvalidValue("callsPerSecond is between 1 and 1000");
        }
        credentials.ifPresent(name -> Names.requireLabel("secret", name));
        endpoint.ifPresent(RegionSpec::requireAddress);
        if (!hosts.isEmpty() && cloud != CloudType.STATIC) {
            throw new InvalidValue("only a static region names its hosts; other clouds make them");
        }
        var names = new HashSet<String>();
        hosts.forEach(host -> {
            if (!names.add(host.name())) {
                throw new InvalidValue("two hosts are called " + host.name());
            }
        });
    }

    /// A region of this cloud with everything else as usual.
    public static RegionSpec of(CloudType cloud) {
        return new RegionSpec(cloud, null, null, null, null, null, null, 10);
    }

    private static void requireAddress(String endpoint) {
        try {
            var address = new URI(endpoint);
            if (address.getScheme() == null || address.getUserInfo() != null) {
                throw new InvalidValue(address.getUserInfo() != null ? "credentials do not belong into an endpoint; put them into a secret and name it in credentials"
                    : "an endpoint is an address such as https://cloud.example.org:5000/v3");
            }
        } catch (URISyntaxException wrong) {
            throw new InvalidValue("the endpoint is no address: " + wrong.getReason());
        }
    }
}

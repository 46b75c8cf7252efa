package dev.plimsoll.model;

import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.Publication;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names that Plimsoll may write, and who answers for them. Records that carry no mark of this control plane are never touched.
public record DnsZoneSpec(
    @Doc("The zone's domain, such as example.org.") String domain,
    @Doc("rfc2136, cloudflare, route53, digitalocean, designate, or embedded: answered by this control plane.") DnsProvider provider,
    @Doc("With rfc2136: address of the server that takes updates, such as 192.0.2.53 or ns1.example.org:5353.") Optional<String> server,
    @Doc("Where the provider's API answers, its usual place when not given; with designate, where Keystone does.") Optional<String> endpoint,
    @Doc("Secret with the credentials: name, secret, algorithm (rfc2136); token (cloudflare, digitalocean); accessKeyId, secretAccessKey (route53); user, password (designate).") Optional<String> credentials,
    @Doc("Further settings: zone, its id at the provider (cloudflare, route53, designate); project, region (designate).") Map<String, String> options,
    @Doc("What gets records here by itself: routes, machines, nodes, hosts, services.") List<Publication> publish,
    @Doc("Where the hosts of routes lead: addresses, or one name; the public addresses of router machines when empty.") List<String> targets,
    @Doc(value = "Seconds that records may be remembered; 300.", otherwise = "300") int ttl,
    @Doc("How long it takes until all servers of the zone know of a change.") Duration settle) implements Spec {
    private static final int LONGEST_TTL = 604_800;
    private static final Duration LONGEST_SETTLE = Duration.ofHours(1);

    public DnsZoneSpec {
        domain = DomainName.require("domain", domain);
        server = Values.optional(server);
        endpoint = Values.optional(endpoint);
        credentials = Values.optional(credentials);
        options = Values.map(options);
        publish = Values.list(publish);
        targets = Values.list(targets);
        settle = Values.or(settle, Duration.ZERO);
        if (provider == null) {
            throw new InvalidValue("a zone says who answers for it: rfc2136, cloudflare, route53, digitalocean, designate or embedded");
        }
        if (provider == DnsProvider.RFC2136 && server.isEmpty()) {
            throw new InvalidValue("an rfc2136 zone names the server that takes updates, such as 192.0.2.53");
        }
        if (ttl < 1 || ttl > LONGEST_TTL) {
            throw new InvalidValue("ttl is between 1 and " + LONGEST_TTL + " seconds");
        }
        if (settle.isNegative() || settle.compareTo(LONGEST_SETTLE) > 0) {
            throw new InvalidValue("settle is between 0s and 1h");
        }
        credentials.ifPresent(name -> Names.requireLabel("secret", name));
        endpoint.ifPresent(DnsZoneSpec::requireAddress);
    }

    /// A zone with everything else as usual.
    public static DnsZoneSpec of(String domain, DnsProvider provider) {
        return new DnsZoneSpec(domain, provider, provider == DnsProvider.RFC2136 ? Optional.of("127.0.0.1") : null, null, null, null, null, null, 300, null);
    }

    public DnsZoneSpec at(String where) {
        return new DnsZoneSpec(domain, provider, Optional.of(where), endpoint, credentials, options, publish, targets, ttl, settle);
    }

    public DnsZoneSpec withEndpoint(String address) {
        return new DnsZoneSpec(domain, provider, server, Optional.of(address), credentials, options, publish, targets, ttl, settle);
    }

    public DnsZoneSpec withCredentials(String secret) {
        return new DnsZoneSpec(domain, provider, server, endpoint, Optional.of(secret), options, publish, targets, ttl, settle);
    }

    public DnsZoneSpec publishing(List<Publication> what, List<String> leadingTo) {
        return new DnsZoneSpec(domain, provider, server, endpoint, credentials, options, what, leadingTo, ttl, settle);
    }

    private static void requireAddress(String endpoint) {
        try {
            var address = new URI(endpoint);
            if (address.getScheme() == null || address.getHost() == null || address.getUserInfo() != null) {
                throw new InvalidValue("an endpoint is an address such as https://dns.example.org:9001/v2, without credentials; those belong into a secret");
            }
        } catch (URISyntaxException wrong) {
            throw new InvalidValue("the endpoint is no address: " + wrong.getReason());
        }
    }
}

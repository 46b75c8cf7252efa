package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Makes things at a site, or says why not. Under the site's lock.
final class Making {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Site site;
    private final Optional<CloudFault> fault;

    Making(Site site, Optional<CloudFault> fault) {
        this.site = site;
        this.fault = fault;
    }

    Thing make(CloudPart part) {
        requireQuota(part.kind());
        var now = site.now();
        var thing = new Thing(site.newId(), part, Optional.of(part.stamp()), now, now.plus(site.upTo(site.settings.lag())));
        thing.readyAt = now.plus(part.kind() == CloudKind.MACHINE ? site.settings.build() : site.settings.build().dividedBy(10));
        switch (part) {
            case CloudPart.Network network -> apart(network, AddressRange.network(network.cidr()));
            case CloudPart.PublicKey _ -> { }
            case CloudPart.Firewall firewall -> thing.rules = rules(firewall, thing.id);
            case CloudPart.FloatingIp address -> floatingIp(thing, address);
            case CloudPart.Machine machine -> machine(thing, machine, now);
        }
        site.keep(thing);
        return thing;
    }

    private void apart(CloudPart.Network part, AddressRange range) {
        if (site.apart) {
            site.existing(CloudKind.NETWORK).filter(t -> AddressRange.network(((CloudPart.Network) t.part).cidr()).overlaps(range)).findFirst().ifPresent(other -> {
                throw new CloudFailure.Rejected(CloudFailure.NETWORK_OVERLAPS, "network " + part.name() + " overlaps with network " + other.name, null);
            });
        }
    }

    /// @throws CloudFailure.Absent when a rule names a firewall that is not there
    Set<CloudRule> rules(CloudPart.Firewall firewall, String itself) {
        var rules = new HashSet<CloudRule>();
        for (var rule : firewall.rules()) {
            if (rule.peer() instanceof CloudRule.Peer.Members(var id)) {
                required(CloudKind.FIREWALL, id, "FirewallNotFound");
                rules.add(id.equals(itself) ? new CloudRule(rule.direction(), rule.protocol(), rule.first(), rule.last(), new CloudRule.Peer.Own()) : rule);
            } else {
                rules.add(rule);
            }
        }
        return rules;
    }

    void lead(Thing floatingIp, Optional<String> machine) {
        machine.ifPresent(id -> {
            if (required(CloudKind.MACHINE, id, "MachineNotFound").address.isEmpty()) {
                throw new CloudFailure.NotReady("Busy", "machine " + id + " has no address yet that an address could lead to", null);
            }
        });
        floatingIp.machine = machine;
    }

    private void floatingIp(Thing thing, CloudPart.FloatingIp part) {
        var taken = new HashSet<String>();
        site.existing(CloudKind.FLOATING_IP).forEach(t -> t.address.ifPresent(taken::add));
        thing.address = Optional.of(site.freeAddress(inner(AddressRange.network(Site.UPSTREAM)), taken)
            .orElseThrow(() -> new CloudFailure.NoCapacity("QuotaExceeded", "No more IP addresses available on network public.", null)));
        lead(thing, part.machine());
    }

    private void machine(Thing thing, CloudPart.Machine part, Instant now) {
        thing.flavor = part.flavor();
        require(site.flavors.stream().anyMatch(f -> f.name().equals(part.flavor())), "FlavorNotFound", "Flavor " + part.flavor() + " could not be found.");
        require(site.images.contains(part.image()), "ImageNotFound", "Image " + part.image() + " could not be found.");
        part.zone().ifPresent(zone -> require(site.zones.contains(zone), "ZoneNotFound", "The requested availability zone " + zone + " is not available"));
        part.networks().forEach(i -> required(CloudKind.NETWORK, i.network(), "NetworkNotFound"));
        part.firewalls().forEach(id -> required(CloudKind.FIREWALL, id, "FirewallNotFound"));
        if (is(CloudFault.NO_HOST)) {
            throw new CloudFailure.NoCapacity("NoHost", "No valid host was found. There are not enough hosts available.", null);
        }
        thing.firewalls = new HashSet<>(part.firewalls());
        if (!part.networks().isEmpty() && !is(CloudFault.NO_ADDRESS)) {
            thing.address = Optional.of(address(part.networks().getFirst()));
        }
        if (part.zone().filter(site.full::contains).isPresent() || site.soldOut.contains(part.flavor())) {
            thing.noRoom = true;
            thing.failsAt = Optional.of(now);
            thing.failure = "No valid host was found. There are not enough hosts available.";
        } else if (is(CloudFault.BUILD_FAILS) || is(CloudFault.BUILD_HANGS)) {
            thing.readyAt = Instant.MAX;
            thing.failsAt = Optional.of(now.plus(is(CloudFault.BUILD_FAILS) ? site.settings.build() : AN_HOUR));
            thing.failure = "Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance " + thing.id + ".";
        }
    }

    private String address(CloudPart.Interface wanted) {
        var network = (CloudPart.Network) required(CloudKind.NETWORK, wanted.network(), "NetworkNotFound").part;
        var taken = site.addressesIn(wanted.network());
        var range = inner(AddressRange.network(network.cidr()));
        if (wanted.address().isPresent()) {
            var address = wanted.address().get();
            if (!range.contains(AddressRange.address(address))) {
                throw new CloudFailure.Rejected("InvalidAddress", "IP address " + address + " is not a valid IP for the specified subnet.", null);
            }
            if (taken.contains(address)) {
                throw new CloudFailure.NoCapacity("AddressTaken", "IP address " + address + " already allocated in subnet " + network.cidr() + ".", null);
            }
            return address;
        }
        return site.freeAddress(network.dynamic().map(AddressRange::span).orElse(range), taken)
            .orElseThrow(() -> new CloudFailure.NoCapacity("QuotaExceeded", "No more IP addresses available on network " + wanted.network() + ".", null));
    }

    /// Without the network's own address, the way out and the last one.
    private static AddressRange inner(AddressRange network) {
        return new AddressRange(network.bits(), network.first().add(BigInteger.TWO), network.last().subtract(BigInteger.ONE), network.text());
    }

    private void requireQuota(CloudKind kind) {
        long limit = site.quotas.get(kind);
        if (site.existing(kind).count() >= limit) {
            throw new CloudFailure.NoCapacity("QuotaExceeded", "Quota exceeded for " + kind.word() + ": requested 1, but already used " + limit + " of " + limit + ".", null);
        }
    }

    private Thing required(CloudKind kind, String id, String code) {
        return site.existing(kind, id).filter(t -> !t.leaving()).orElseThrow(() -> new CloudFailure.Absent(code, kind.word() + " " + id + " could not be found.", null));
    }

    private static void require(boolean there, String code, String sentence) {
        if (!there) {
            throw new CloudFailure.Absent(code, sentence, null);
        }
    }

    private boolean is(CloudFault which) {
        return fault.filter(which::equals).isPresent();
    }
}

package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.RegionStatus.Quota;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A simulated site, seen through one account's credentials.
final class SimulatedCloud implements Cloud {
    private final Site site;
    private final SiteGate gate;

    SimulatedCloud(Site site, SiteGate gate) {
        this.site = site;
        this.gate = gate;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public CloudFacts facts() {
        return gate.call(CloudCall.FACTS, _ -> new CloudFacts("simulated cloud 1", "simulated", site.abilities, site.zones, site.flavors, site.images,
            site.quotas.entrySet().stream().map(q -> new Quota(q.getKey().word() + "s", q.getValue(), site.existing(q.getKey()).count())).toList(), site.settings.lag(), Map.of()));
    }

    @Override
    public List<CloudObject> list(String plane, CloudKind kind) {
        return gate.call(CloudCall.LIST, _ -> {
            var now = site.now();
            var publicAddresses = site.existing(CloudKind.FLOATING_IP).filter(f -> f.machine.isPresent() && f.address.isPresent())
                .collect(Collectors.groupingBy(f -> f.machine.orElseThrow(), Collectors.mapping(f -> f.address.orElseThrow(), Collectors.toList())));
            return site.all(kind).filter(t -> t.visible(now) && t.stamp.filter(s -> s.plane().equals(plane)).isPresent()).map(t -> seen(t, publicAddresses.getOrDefault(t.id, List.of()))).toList();
        });
    }

    @Override
    public String create(CloudPart part) {
        return gate.call(CloudCall.CREATE, fault -> {
            requireAble(part);
            return site.stamped(part.kind(), part.stamp()).orElseGet(() -> new Making(site, fault).make(part)).id;
        });
    }

    @Override
    public void change(String id, CloudPart part) {
        gate.call(CloudCall.CHANGE, fault -> {
            requireAble(part);
            var thing = site.existing(part.kind(), id).orElseThrow(() -> absent(new CloudRef(part.kind(), id)));
            if (!thing.stamp.equals(Optional.of(part.stamp()))) {
                throw notOurs(new CloudRef(part.kind(), id));
            }
            var making = new Making(site, fault);
            switch (part) {
                case CloudPart.Firewall firewall -> thing.rules = making.rules(firewall, id);
                case CloudPart.FloatingIp address -> making.lead(thing, address.machine());
                case CloudPart.Machine machine -> thing.firewalls = new java.util.HashSet<>(machine.firewalls());
                case CloudPart.Network _, CloudPart.PublicKey _ -> { }
            }
            return true;
        });
    }

    @Override
    public void remove(String plane, CloudRef ref) {
        gate.call(CloudCall.REMOVE, fault -> {
            site.existing(ref.kind(), ref.id()).ifPresent(thing -> {
                requireOurs(plane, thing);
                if (thing.isProtected) {
                    throw new CloudFailure.Rejected("Protected", "Policy does not allow " + ref + " to be removed.", null);
                }
                if (fault.filter(CloudFault.IN_USE::equals).isPresent() || used(thing)) {
                    throw new CloudFailure.NotReady("InUse", ref + " is in use.", null);
                }
                if (!thing.leaving()) {
                    leave(thing, fault.filter(CloudFault.REMOVE_HANGS::equals).isPresent());
                }
            });
            return true;
        });
    }

    @Override
    public void power(String plane, CloudRef ref, Power power) {
        gate.call(CloudCall.POWER, _ -> {
            var thing = site.existing(ref.kind(), ref.id()).filter(t -> !t.leaving()).orElseThrow(() -> absent(ref));
            requireOurs(plane, thing);
            if (thing.readyAt.isAfter(site.now())) {
                throw new CloudFailure.NotReady("Busy", ref + " is being built.", null);
            }
            thing.off = power == Power.OFF;
            return true;
        });
    }

    @Override
    public List<String> console(CloudRef machine, int lines) {
        return gate.call(CloudCall.CONSOLE, _ -> {
            var thing = site.existing(machine.kind(), machine.id()).orElseThrow(() -> absent(machine));
            var written = !thing.phase(site.now()).word().equals("ready") ? List.of("[    0.000000] Booting") : List.of("[    0.000000] Booting", "[    3.141592] Started cloud-init", thing.name + " login:");
            return written.subList(Math.max(0, written.size() - lines), written.size());
        });
    }

    @Override
    public void close() { }

    private void leave(Thing thing, boolean hangs) {
        var now = site.now();
        var gone = hangs ? java.time.Instant.MAX : now.plus(site.settings.remove());
        thing.goneAt = Optional.of(gone);
        thing.shownUntil = Optional.of(hangs ? gone : gone.plus(site.upTo(site.settings.lag())));
        if (thing.kind == CloudKind.MACHINE) {
            site.existing(CloudKind.FLOATING_IP).filter(f -> f.machine.equals(Optional.of(thing.id))).forEach(f -> f.machine = Optional.empty());
        }
    }

    private boolean used(Thing thing) {
        return switch (thing.kind) {
            case NETWORK -> site.existing(CloudKind.MACHINE).anyMatch(m -> m.inNetwork(thing.id));
            case FIREWALL -> site.existing(CloudKind.MACHINE).anyMatch(m -> m.firewalls.contains(thing.id))
                || site.existing(CloudKind.FIREWALL).flatMap(f -> f.rules.stream()).anyMatch(r -> r.peer().equals(new CloudRule.Peer.Members(thing.id)));
            case KEY, MACHINE, FLOATING_IP -> false;
        };
    }

    private CloudObject seen(Thing thing, List<String> publicAddresses) {
        var stamp = thing.stamp.orElseThrow();
        var phase = thing.phase(site.now());
        return switch (thing.part) {
            case CloudPart.Network network -> new CloudObject.Network(thing.id, thing.name, stamp, phase, network.cidr(), used(thing));
            case CloudPart.Firewall _ -> new CloudObject.Firewall(thing.id, thing.name, stamp, phase, thing.rules);
            case CloudPart.PublicKey _ -> new CloudObject.PublicKey(thing.id, thing.name, stamp, phase);
            case CloudPart.FloatingIp _ -> new CloudObject.FloatingIp(thing.id, thing.name, stamp, phase, thing.address.orElse(""), thing.machine);
            case CloudPart.Machine machine -> new CloudObject.Machine(thing.id, thing.name, stamp, phase, machine.zone().orElse(site.zones.getFirst()), thing.flavor, thing.firewalls,
                thing.readyAt.isAfter(site.now()) ? List.of() : thing.address.stream().toList(), publicAddresses);
        };
    }

    private void requireAble(CloudPart part) {
        var needed = switch (part) {
            case CloudPart.Network _ -> Stream.of(CloudAbility.NETWORKS);
            case CloudPart.Firewall _ -> Stream.of(CloudAbility.FIREWALLS);
            case CloudPart.PublicKey _ -> Stream.of(CloudAbility.KEYS);
            case CloudPart.FloatingIp _ -> Stream.of(CloudAbility.FLOATING_IPS);
            case CloudPart.Machine m -> m.networks().stream().anyMatch(i -> i.address().isPresent()) ? Stream.of(CloudAbility.MACHINES, CloudAbility.FIXED_ADDRESSES) : Stream.of(CloudAbility.MACHINES);
        };
        needed.filter(ability -> !site.abilities.contains(ability)).findFirst().ifPresent(ability -> {
            throw new CloudFailure.Rejected("NotSupported", "this cloud cannot do " + ability, null);
        });
    }

    private static void requireOurs(String plane, Thing thing) {
        if (thing.stamp.filter(s -> s.plane().equals(plane)).isEmpty()) {
            throw notOurs(new CloudRef(thing.kind, thing.id));
        }
    }

    private static CloudFailure notOurs(CloudRef ref) {
        return new CloudFailure.Rejected("NotOurs", ref + " does not carry this stamp; it is left alone", null);
    }

    private static CloudFailure absent(CloudRef ref) {
        return new CloudFailure.Absent("ObjectNotFound", ref + " could not be found.", null);
    }
}

package dev.plimsoll.server.simulation;

import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.FloatingIpSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.SshKeySpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.simulated.cloud.CloudFault;
import dev.plimsoll.ports.simulated.cloud.Site;
import dev.plimsoll.ports.simulated.cloud.SiteHand.Seen;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// One seed's history of machines: people declare and delete, the cloud lies and loses, hands meddle, the control plane dies now and then. Then the faults stop: everything declared
/// must be there once and nothing else of ours, and what is foreign must be untouched.
final class MachinesSimulation {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn someone";
    private static final Duration BOUND = Duration.ofHours(2);
    private static final double FAULT_RATE = 0.02;
    private static final List<String> POOLS = List.of("web", "db");

    private final long seed;
    private final Platform platform;
    private final Site site;
    private final Random random;
    private final Set<String> foreign = new HashSet<>();
    private final Chronicle chronicle = new Chronicle();

    private MachinesSimulation(long seed, Platform platform) {
        this.seed = seed;
        this.platform = platform;
        this.site = platform.world.clouds().site();
        this.random = new Random(seed * 31 + 11);
    }

    /// @return what it came to; the same for the same seed
    /// @throws Simulation.Broken when an invariant does not hold
    static Simulation.Story run(long seed, int steps) throws InterruptedException {
        try (var platform = new Platform(seed)) {
            var simulation = new MachinesSimulation(seed, platform);
            simulation.troubled(steps);
            simulation.calm();
            return new Simulation.Story(simulation.chronicle.runs(), platform.store.revision(), platform.now());
        }
    }

    private void troubled(int steps) throws InterruptedException {
        site.hand().lag(Duration.ofSeconds(random.nextInt(60)));
        platform.commit(put("here", RegionSpec.of(CloudType.SIMULATED)), put("inside", network()), put("guard", firewall("others")), put("others", firewall("guard")), put("ops", new SshKeySpec("here", KEY)));
        platform.commit(put("web", pool(2)), put("front", new FloatingIpSpec("here", Optional.empty(), Optional.of("web-1"))));
        for (var fault : CloudFault.values()) {
            site.faults().rate(fault, FAULT_RATE);
        }
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(40) == 0) {
                acts();
            }
            if (random.nextInt(60) == 0) {
                meddles();
            }
            if (random.nextInt(30) == 0) {
                tell("the power will be cut soon");
                platform.power.cutAt(1 + random.nextInt(8), random.nextBoolean());
            }
            step();
        }
    }

    private void acts() throws InterruptedException {
        var name = POOLS.get(random.nextInt(POOLS.size()));
        var there = platform.store.get(key(Kind.POOL, name));
        if (there.isPresent() && random.nextInt(4) == 0) {
            tell("pool " + name + " is deleted");
            delete(there.get());
        } else if (there.isEmpty() || !there.get().metadata().deleting()) {
            int count = random.nextInt(4);
            tell("pool " + name + " of " + count);
            platform.commit(new Write.Put(there.map(r -> r.withSpec(pool(count))).orElseGet(() -> Resource.declared(Metadata.named("default", name), pool(count))), Write.Expected.ANYTHING));
        }
    }

    private void meddles() {
        var ours = site.hand().everything().stream().filter(s -> s.stamp().isPresent() && !foreign.contains(s.id())).toList();
        var victim = ours.isEmpty() ? Optional.<Seen>empty() : Optional.of(ours.get(random.nextInt(ours.size())));
        switch (random.nextInt(6)) {
            case 0 -> foreign.add(site.hand().foreignMachine("web-" + (1 + random.nextInt(3))));
            case 1 -> victim.filter(v -> v.kind() == CloudKind.MACHINE || v.kind() == CloudKind.FLOATING_IP).ifPresent(v -> site.hand().delete(v.id()));
            case 2 -> victim.ifPresent(v -> site.hand().rename(v.id(), "renamed"));
            case 3 -> victim.ifPresent(v -> site.hand().powerOff(v.id()));
            case 4 -> victim.filter(v -> v.kind() == CloudKind.MACHINE).ifPresent(v -> site.hand().breakDown(v.id(), "kernel panic"));
            default -> site.hand().unblockRemovals();
        }
    }

    private void calm() throws InterruptedException {
        tell("the faults stop");
        platform.power.restore();
        site.faults().stop();
        site.hand().unblockRemovals();
        for (var name : POOLS) {
            // Who was given up by then starts anew with a changed declaration.
            platform.store.get(key(Kind.POOL, name)).filter(p -> !p.metadata().deleting()).ifPresent(p -> commit(new Write.Put(p.withSpec(pool(2, "debian-13")), Write.Expected.ANYTHING)));
        }
        settle(() -> unsettled(false));
        tell("everything is deleted");
        for (var kind : List.of(Kind.POOL, Kind.FLOATING_IP, Kind.FIREWALL, Kind.SSH_KEY, Kind.NETWORK, Kind.REGION)) {
            for (var resource : platform.store.list(Query.of(kind)).items()) {
                delete(resource);
            }
        }
        settle(() -> unsettled(true));
    }

    private interface Look {
        Optional<String> unsettled();
    }

    private void settle(Look look) throws InterruptedException {
        var end = platform.now().plus(BOUND);
        while (look.unsettled().isPresent()) {
            if (platform.now().isAfter(end)) {
                throw broken("not settled " + BOUND.toMinutes() + " minutes after the faults stopped: " + look.unsettled().get());
            }
            for (var next = platform.now().plusSeconds(10); platform.now().isBefore(next); ) {
                step();
            }
        }
    }

    private Optional<String> unsettled(boolean nothing) {
        var ours = site.hand().everything().stream().filter(s -> !foreign.contains(s.id())).toList();
        if (nothing) {
            return !ours.isEmpty() ? Optional.of("still there: " + ours) : platform.store.list(Query.of(Kind.REGION)).items().stream().findFirst().map(r -> "still declared: " + r.key());
        }
        for (var kind : List.of(Kind.REGION, Kind.NETWORK, Kind.FIREWALL, Kind.SSH_KEY, Kind.POOL, Kind.MACHINE)) {
            for (var resource : platform.store.list(Query.of(kind)).items()) {
                if (resource.metadata().deleting() || !resource.status().level() || resource.status().observedGeneration() != resource.metadata().generation()) {
                    return Optional.of(resource.key() + " is not level: " + resource.status().conditions());
                }
            }
        }
        long declared = List.of(Kind.NETWORK, Kind.FIREWALL, Kind.SSH_KEY, Kind.FLOATING_IP, Kind.MACHINE).stream().mapToLong(k -> platform.store.list(Query.of(k)).items().size()).sum();
        return ours.size() == declared ? Optional.empty() : Optional.of(declared + " objects are declared, and there are " + ours.size() + ": " + ours);
    }

    private void step() throws InterruptedException {
        platform.step().ifPresent(run -> chronicle.tell(platform.now(), run));
        var everything = site.hand().everything();
        if (!everything.stream().map(Seen::id).collect(Collectors.toSet()).containsAll(foreign)) {
            throw broken("something foreign was removed");
        }
        var byOwner = everything.stream().filter(s -> s.stamp().isPresent() && !s.leaving()).collect(Collectors.groupingBy(s -> s.stamp().get().uid()));
        byOwner.values().stream().filter(same -> same.size() > 1).findFirst().ifPresent(same -> {
            throw broken("two of one at the same time: " + same);
        });
    }

    private void delete(Resource resource) throws InterruptedException {
        if (resource.metadata().finalizers().isEmpty()) {
            platform.commit(new Write.Remove(resource.key(), Write.Expected.ANYTHING));
        } else if (!resource.metadata().deleting()) {
            platform.commit(new Write.Put(resource.withMetadata(resource.metadata().withDeletedAt(platform.now())), Write.Expected.ANYTHING));
        }
    }

    private void commit(Write write) {
        try {
            platform.commit(write);
        } catch (InterruptedException givenUp) {
            throw new IllegalStateException(givenUp);
        }
    }

    private static Write put(String name, Spec spec) {
        return new Write.Put(Resource.declared(Metadata.named("default", name), spec), Write.Expected.ANYTHING);
    }

    private static Key key(Kind kind, String name) {
        return new Key(kind, "default", name);
    }

    private PoolSpec pool(int count) {
        return pool(count, random.nextBoolean() ? "debian-12" : "flatcar");
    }

    private static PoolSpec pool(int count, String image) {
        var template = new MachineTemplate("tiny", null, image, List.of("inside"), List.of("guard"), List.of("ops"), false, null, null, Duration.ofMinutes(10), 3);
        return new PoolSpec(null, count, "here", null, null, template, 1, PoolSpec.Replacement.ROLLING);
    }

    private static CloudNetworkSpec network() {
        return new CloudNetworkSpec("here", "10.1.0.0/24", null, null, null, null, false, null, true, null);
    }

    private static FirewallSpec firewall(String other) {
        return new FirewallSpec("here", List.of(new FirewallRule(null, null, Optional.of(22), null, List.of("0.0.0.0/0"), List.of(other), "")));
    }

    private void tell(String event) {
        chronicle.tell(platform.now(), event);
    }

    private Simulation.Broken broken(String how) {
        return chronicle.broken("seed " + seed + ": " + how);
    }
}

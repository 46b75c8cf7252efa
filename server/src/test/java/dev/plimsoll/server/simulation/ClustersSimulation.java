package dev.plimsoll.server.simulation;

import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.simulated.cloud.CloudFault;
import dev.plimsoll.ports.simulated.cloud.SiteHand.Seen;
import dev.plimsoll.ports.swarm.Swarms.Member;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// One seed's history of a cluster of three managers and two workers: machines are deleted, powered off and fall silent, calls to clouds and engines get lost, the control plane dies now and then. Then
/// the faults stop, a person recovers what only a person may, and the swarm must be whole: every machine a node once, no ghosts.
final class ClustersSimulation {
    private static final Key MAIN = new Key(Kind.CLUSTER, "default", "main");
    private static final Duration BOUND = Duration.ofHours(2);
    private static final double FAULT_RATE = 0.02;
    private static final int MACHINES = 5;

    private final long seed;
    private final Platform platform;
    private final Random random;
    private final Chronicle chronicle = new Chronicle();

    private ClustersSimulation(long seed, Platform platform) {
        this.seed = seed;
        this.platform = platform;
        this.random = new Random(seed * 37 + 5);
    }

    /// @return what it came to; the same for the same seed
    /// @throws Simulation.Broken when it does not end whole
    static Simulation.Story run(long seed, int steps) throws InterruptedException {
        try (var platform = new Platform(seed)) {
            var simulation = new ClustersSimulation(seed, platform);
            simulation.troubled(steps);
            simulation.calm();
            return new Simulation.Story(simulation.chronicle.runs(), platform.store.revision(), platform.now());
        }
    }

    private void troubled(int steps) throws InterruptedException {
        var replaceAfter = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(10);
        platform.commit(put("here", RegionSpec.of(CloudType.SIMULATED)), put("inside", new CloudNetworkSpec("here", "10.1.0.0/24", null, null, null, null, false, null, true, null)),
            put("m", pool(MachineRole.MANAGER, 3)), put("w", pool(MachineRole.WORKER, 2)), put("main", new ClusterSpec(null, List.of("m", "w"), null, false, replaceAfter)));
        platform.world.swarms().faults(FAULT_RATE);
        List.of(CloudFault.REPLY_LOST, CloudFault.REQUEST_LOST, CloudFault.BROKEN_AFTER).forEach(fault -> platform.world.clouds().site().faults().rate(fault, FAULT_RATE));
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(150) == 0) {
                meddles();
            }
            if (random.nextInt(25) == 0) {
                tell("the power will be cut soon");
                platform.power.cutAt(1 + random.nextInt(8), random.nextBoolean());
            }
            step();
        }
    }

    private void meddles() {
        var hand = platform.world.clouds().site().hand();
        var machines = hand.everything().stream().filter(s -> s.kind() == CloudKind.MACHINE && s.stamp().isPresent()).toList();
        if (machines.isEmpty()) {
            return;
        }
        var victim = machines.get(random.nextInt(machines.size()));
        var operation = victim.stamp().orElseThrow().operation();
        tell("somebody meddles with " + victim.name());
        switch (random.nextInt(4)) {
            case 0 -> hand.delete(victim.id());
            case 1 -> hand.powerOff(victim.id());
            case 2 -> platform.world.swarms().silence(operation, true);
            default -> machines.stream().map(Seen::stamp).flatMap(Optional::stream).forEach(s -> platform.world.swarms().silence(s.operation(), false));
        }
    }

    private void calm() throws InterruptedException {
        tell("the faults stop");
        platform.power.restore();
        platform.world.swarms().faults(0);
        platform.world.clouds().site().faults().stop();
        for (var end = platform.now().plus(BOUND); unsettled().isPresent(); ) {
            if (platform.now().isAfter(end)) {
                throw broken("not whole " + BOUND.toMinutes() + " minutes after the faults stopped: " + unsettled().get());
            }
            platform.world.clouds().site().hand().everything().stream().map(Seen::stamp).flatMap(Optional::stream).forEach(s -> platform.world.swarms().silence(s.operation(), false));
            recovers();
            for (var next = platform.now().plusSeconds(30); platform.now().isBefore(next); ) {
                step();
            }
        }
    }

    /// As the sentence says.
    private void recovers() throws InterruptedException {
        var cluster = platform.store.get(MAIN).orElseThrow();
        var state = look();
        boolean lost = cluster.status(ClusterStatus.class).condition(Condition.LEVEL).filter(c -> c.reason().equals("QuorumLost")).isPresent();
        if (lost && !state.led() && !state.answeringManagers().isEmpty()) {
            tell("somebody recovers from " + state.answeringManagers().getFirst());
            platform.commit(new Write.Put(cluster.withMetadata(cluster.metadata().withAnnotations(Map.of(ClusterSpec.RECOVER_FROM, state.answeringManagers().getFirst()))), Write.Expected.ANYTHING));
        }
    }

    private Optional<String> unsettled() {
        var cluster = platform.store.get(MAIN).orElseThrow();
        var state = look();
        boolean whole = state.led() && state.nodes().size() == MACHINES && state.nodes().stream().allMatch(SwarmState.Node::ready) && state.quorum().managers() == 3;
        return cluster.status().level() && whole ? Optional.empty() : Optional.of(cluster.status().conditions() + "\n" + state);
    }

    /// As somebody sees it who reaches all machines that are declared.
    private SwarmState look() {
        var members = platform.store.list(Query.of(Kind.MACHINE)).items().stream()
            .flatMap(m -> m.status(MachineStatus.class).intent().map(Intent::operation).map(operation -> new Member(m.key(), operation, "10.1.0.1")).stream()).toList();
        return platform.world.swarms().open(MAIN, members).look();
    }

    private void step() throws InterruptedException {
        platform.step().ifPresent(run -> chronicle.tell(platform.now(), run));
    }

    private static PoolSpec pool(MachineRole role, int count) {
        var template = new MachineTemplate("tiny", null, "debian-12", List.of("inside"), null, null, false, null, null, Duration.ofMinutes(10), 1_000);
        return new PoolSpec(Optional.of(role), count, "here", null, null, template, 1, null);
    }

    private static Write put(String name, Spec spec) {
        return new Write.Put(Resource.declared(Metadata.named("default", name), spec), Write.Expected.ANYTHING);
    }

    private void tell(String event) {
        chronicle.tell(platform.now(), event);
    }

    private Simulation.Broken broken(String how) {
        return chronicle.broken("seed " + seed + ": " + how);
    }
}

package dev.plimsoll.server.simulation;

import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.simulated.cloud.SiteHand.Seen;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A cluster of three managers and two workers, all of whose machines are upgraded while the control plane dies once at a given call. It must end with every machine current, each
/// replaced once, none lost; meanwhile most of the managers answer, there are never more machines than the surges allow, and no instance that can be in two places is ended before another runs.
final class UpgradesSimulation {
    private static final Duration BOUND = Duration.ofMinutes(40);
    private static final String WEB = "shop/web";
    private static final String ALONE = "shop/alone";

    private final String called;
    private final Platform platform;
    private final Chronicle chronicle = new Chronicle();

    private UpgradesSimulation(String called, Platform platform) {
        this.called = called;
        this.platform = platform;
    }

    /// @param call     the call of the control plane at which its power is cut, from 1; 0: never
    /// @param done     whether that call takes effect
    /// @param inPlace  no machine more for a while, but one fewer
    record Cut(int call, boolean done, boolean inPlace) {}

    /// @throws Simulation.Broken when an invariant does not hold
    /// @return how many calls the control plane made meanwhile, when it was not cut
    static int run(long seed, Cut cut) throws InterruptedException {
        try (var platform = new Platform(seed)) {
            var simulation = new UpgradesSimulation("seed " + seed + ", " + cut, platform);
            simulation.begin();
            return simulation.upgraded(cut);
        }
    }

    private void begin() throws InterruptedException {
        commit("here", RegionSpec.of(CloudType.SIMULATED));
        commit("inside", new CloudNetworkSpec("here", "10.1.0.0/24", null, null, null, null, false, null, true, null));
        commit("m", pool(MachineRole.MANAGER, 3, "debian-12"));
        commit("w", pool(MachineRole.WORKER, 2, "debian-12"));
        commit("main", new ClusterSpec(null, List.of("m", "w"), null, false, null));
        settle(() -> level(Kind.CLUSTER, "main") && level(Kind.POOL, "m") && level(Kind.POOL, "w"), Set.of());
        platform.world.swarms().run(WEB, 4, true);
        platform.world.swarms().run(ALONE, 1, true);
        platform.world.swarms().run("shop/stops", 2, false);
    }

    private int upgraded(Cut cut) throws InterruptedException {
        var before = machines().stream().map(Seen::id).collect(Collectors.toSet());
        commit("m", pool(MachineRole.MANAGER, 3, "debian-13"));
        commit("w", pool(MachineRole.WORKER, 2, "debian-13"));
        commit("summer", new UpgradeSpec(Optional.of("main"), null, null, cut.inPlace() ? UpgradeSpec.Way.IN_PLACE : UpgradeSpec.Way.SURGE, 1, null, null, false));
        int from = platform.power.calls();
        if (cut.call() > 0) {
            platform.power.cutAt(cut.call(), cut.done());
        }
        var made = new HashSet<String>();
        settle(() -> {
            made.addAll(machines().stream().map(Seen::id).filter(id -> !before.contains(id)).toList());
            return level(Kind.UPGRADE, "summer") && level(Kind.CLUSTER, "main") && level(Kind.POOL, "m") && level(Kind.POOL, "w");
        }, before);
        var after = machines().stream().map(Seen::id).collect(Collectors.toSet());
        require(after.size() == 5 && after.stream().noneMatch(before::contains), "not five new machines: " + after + ", before " + before);
        require(made.size() <= (cut.inPlace() ? 5 : 7), "more machines were made than slots and one extra for each pool: " + made);
        require(platform.store.list(Query.of(Kind.MACHINE)).items().stream().allMatch(m -> m.spec(MachineSpec.class).template().image().equals("debian-13")), "a machine is not current");
        require(platform.world.swarms().interrupted(WEB) + platform.world.swarms().interrupted(ALONE) == 0, "an instance that could be in two places was ended before another ran");
        require(platform.world.swarms().waiting(WEB) + platform.world.swarms().waiting(ALONE) == 0, "an instance runs nowhere");
        return platform.power.calls() - from;
    }

    private interface Fact {
        boolean so();
    }

    private void settle(Fact fact, Set<String> before) throws InterruptedException {
        var end = platform.now().plus(BOUND);
        while (!fact.so()) {
            require(platform.now().isBefore(end), "not done after " + BOUND.toMinutes() + " minutes: " + Stream.of(Kind.UPGRADE, Kind.POOL, Kind.CLUSTER, Kind.MACHINE)
                .flatMap(kind -> platform.store.list(Query.of(kind)).items().stream()).map(r -> "\n" + r.key() + " " + r.metadata().annotations() + " " + r.status()).toList());
            platform.step().ifPresent(run -> chronicle.tell(platform.now(), run));
            if (!before.isEmpty()) {
                check();
            }
        }
    }

    private void check() {
        var there = machines();
        var byOwner = there.stream().filter(m -> !m.leaving()).collect(Collectors.groupingBy(m -> m.stamp().orElseThrow().uid()));
        require(byOwner.values().stream().allMatch(same -> same.size() == 1), "two of one at the same time: " + byOwner);
        require(there.stream().filter(m -> !m.leaving() && m.name().startsWith("m-")).count() <= 4 && there.stream().filter(m -> !m.leaving() && m.name().startsWith("w-")).count() <= 3,
            "more than the surge: " + there);
        platform.store.get(new Key(Kind.CLUSTER, "default", "main")).flatMap(c -> c.status().condition(ClusterStatus.QUORUM))
            .ifPresent(q -> require(q.holds(), "most of the managers do not answer: " + q.sentence()));
    }

    private List<Seen> machines() {
        return platform.world.clouds().site().hand().everything().stream().filter(s -> s.kind() == CloudKind.MACHINE).toList();
    }

    private boolean level(Kind kind, String name) {
        return platform.store.get(new Key(kind, "default", name)).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent();
    }

    private void commit(String name, Spec spec) throws InterruptedException {
        var key = new Key(spec.kind(), "default", name);
        var there = platform.store.get(key);
        platform.commit(new Write.Put(there.map(r -> r.withSpec(spec)).orElseGet(() -> Resource.declared(Metadata.named("default", name), spec)), Write.Expected.ANYTHING));
    }

    private static PoolSpec pool(MachineRole role, int count, String image) {
        var template = new MachineTemplate("tiny", null, image, List.of("inside"), null, null, false, null, null, Duration.ofMinutes(10), 3);
        return new PoolSpec(Optional.of(role), count, "here", null, null, template, 1, null);
    }

    private void require(boolean so, String otherwise) {
        if (!so) {
            throw chronicle.broken(called + ": " + otherwise);
        }
    }
}

package dev.plimsoll.engines.docker.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Minding;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Sample;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A swarm of two machines, seen from both sides.
@Tag("docker")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwarmMindingTest {
    private static final String PLANE = "plimsoll-test-minding";
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static Lab lab;
    private static Registry registry;
    private static DockerSwarm swarm;
    private static SwarmEngine engine;
    private static Minding minding;
    private static final AtomicReference<Optional<Images.Login>> LOGIN = new AtomicReference<>(Optional.empty());

    @BeforeAll
    @Timeout(240)
    static void boot() {
        lab = new Lab(2);
        registry = new Registry(lab.gateway());
        var engines = new HashMap<String, DockerAddress>();
        var at = new LinkedHashMap<String, DockerSwarm.At>();
        List.of(1, 2).forEach(n -> {
            engines.put(lab.machine(n).name(), lab.machine(n).engine());
            at.put(lab.machine(n).name(), new DockerSwarm.At(lab.machine(n).engine(), lab.machine(n).address()));
        });
        swarm = new DockerSwarm(at);
        engine = new SwarmEngine(List.of(lab.machine(1).engine()), node -> Optional.ofNullable(engines.get(node.hostname())), _ -> LOGIN.get(), Clock.systemUTC());
        minding = engine.minding().orElseThrow();
        swarm.form(lab.machine(1).name());
        swarm.join(lab.machine(2).name(), Role.WORKER);
        bothReady();
        open(2, Availability.ACTIVE);
    }

    @AfterAll
    static void shutDown() {
        swarm.close();
        engine.close();
        registry.close();
        lab.close();
    }

    @AfterEach
    void removeServices() {
        engine.inventory(PLANE).services().orElseThrow().forEach(s -> engine.remove(new PartRef(PartRef.Type.SERVICE, s.id()), Duration.ZERO));
        eventually("all is gone", () -> {
            var left = engine.inventory(PLANE);
            left.networks().forEach(n -> removed(n.id()));
            return Optional.of(true).filter(_ -> left.instances().isEmpty() && left.networks().isEmpty());
        });
        List.of(1, 2).forEach(n -> open(n, Availability.ACTIVE));
    }

    @Test
    void whatAMachineAnswersIsComparedWithWhoIsThere() {
        var net = new Part.Network(PLANE + "-net", Sample.stamp(PLANE, "", 0), new NetworkSpec(null, false, null, null, false, true, false, null, null));
        engine.create(net);
        var web = sample(lab.busybox()).network(net.name()).service("h1", 2);
        engine.create(web);
        running(2);

        var look = eventually("both machines answer for both instances", () -> Optional.of(minding.look(PLANE)).filter(l -> l.names().size() == 2
            && l.names().stream().allMatch(n -> n.living().size() >= 2 && n.answered().equals(n.living()))));
        assertThat(look.names()).extracting(CheckUp.Names::node).containsExactlyInAnyOrderElementsOf(look.nodes().stream().map(CheckUp.Node::id).toList());
        assertThat(look.tasks()).extracting(CheckUp.Task::container).containsOnly(CheckUp.Presence.THERE);
    }

    @Test
    @Tag("lab")
    void afterALossOfPowerEverywhereAllIsWellWithoutACommandAndNothingIsLeftToRemedy() {
        var net = new Part.Network(PLANE + "-net", Sample.stamp(PLANE, "", 0), new NetworkSpec(null, false, null, null, false, true, false, null, null));
        engine.create(net);
        engine.create(sample(lab.busybox()).network(net.name()).service("h1", 4));
        running(4);
        lab.powerOff(lab.machine(2));
        eventually("the machine is silent, and the managers notice", () -> node(2).filter(n -> n.engine() == CheckUp.Engine.SILENT && !n.ready()));
        lab.powerOff(lab.machine(1));
        lab.powerOn(lab.machine(2));
        lab.powerOn(lab.machine(1));

        eventually("both sides agree that four run, for a while", SwarmMindingTest::agreed);
        running(4);
    }

    /// In 20 looks in a row.
    private static Optional<Boolean> agreed() {
        for (int looks = 0; looks < 20; looks++) {
            Lab.pause();
            try {
                var look = minding.look(PLANE);
                if (look.tasks().stream().filter(t -> t.container() == CheckUp.Presence.THERE).count() != 4 || look.names().isEmpty() || !look.names().stream().allMatch(n -> n.answered().equals(n.living()))) {
                    return Optional.empty();
                }
            } catch (EngineFailure notYet) {
                return Optional.empty();
            }
        }
        return Optional.of(true);
    }

    @Test
    void aMachineOutsideTheClusterIsReadmittedAsWhatItWas() {
        swarm.change(id(2), new NodeSpec(Role.WORKER, Availability.ACTIVE, Map.of("zone", "b")));
        var former = id(2);
        lab.machine(2).wire().ask(Call.post("leave", Route.to("/swarm/leave").with("force", 1)));
        eventually("it answers, and is not ready", () -> node(2).filter(n -> n.engine() == CheckUp.Engine.APART && !n.ready()));

        minding.apply(new Remedy.Readmit(former, lab.machine(2).name()));

        bothReady();
        var now = swarm.look().named(lab.machine(2).name()).orElseThrow();
        assertThat(now.id()).isNotEqualTo(former);
        assertThat(now.spec().labels()).containsEntry("zone", "b");
        assertThat(swarm.look().nodes()).hasSize(2);
        minding.apply(new Remedy.Readmit(former, lab.machine(2).name()));

        minding.apply(new Remedy.Bounce(now.id(), lab.machine(2).name()));
        assertThat(node(2).orElseThrow().bounced()).isTrue();
        minding.apply(new Remedy.Open(now.id(), lab.machine(2).name()));
        assertThat(node(2)).hasValueSatisfying(n -> assertThat(n.open() && !n.bounced()).isTrue());
    }

    @Test
    void aChangedLogInReachesTasksThatTheSwarmMovesAndReplacesNobody() {
        LOGIN.set(Optional.of(registry.first()));
        var name = registry.push(lab.machine(1).wire(), lab.busybox());
        var image = engine.images().pull(name, Optional.empty(), _ -> { });
        assertThat(image.id()).contains("@sha256:");
        open(2, Availability.DRAINED);
        engine.create(sample(image.id()).service("h1", 1));
        var before = running(1);
        assertThat(service().loginChanged()).isFalse();

        registry.changePassword();
        LOGIN.set(Optional.of(registry.second()));
        assertThat(service().loginChanged()).isTrue();
        minding.apply(new Remedy.HandLogin(service().id(), service().name()));

        assertThat(service().loginChanged()).isFalse();
        assertThat(running(1)).extracting(SeenInstance::id).containsExactly(before.getFirst().id());
        open(2, Availability.ACTIVE);
        open(1, Availability.DRAINED);
        var after = eventually("it runs elsewhere", () -> Optional.of(minding.look(PLANE).tasks()).filter(all -> all.stream().anyMatch(t -> t.phase() == CheckUp.Phase.RUNNING && t.node().equals(id(2)))));
        assertThat(after).noneMatch(t -> t.phase() == CheckUp.Phase.REJECTED);
    }

    @Test
    void renewingSpreadsWhatCrowds() {
        open(2, Availability.DRAINED);
        engine.create(sample(lab.busybox()).service("h1", 2));
        running(2);
        open(2, Availability.ACTIVE);
        assertThat(places()).isEqualTo(Map.of(id(1), 2L));

        minding.apply(new Remedy.Renew(service().id(), service().name()));

        eventually("one on each machine", () -> Optional.of(places()).filter(Map.of(id(1), 1L, id(2), 1L)::equals));
    }

    private static Sample sample(String image) {
        return Sample.instance(PLANE, "web", image).shell("trap 'exit 0' TERM; sleep 3600 & wait");
    }

    private static void removed(String network) {
        try {
            engine.remove(new PartRef(PartRef.Type.NETWORK, network), Duration.ZERO);
        } catch (EngineFailure.Rejected stillUsed) {
            assertThat(stillUsed.code()).isEqualTo("InUse");
        }
    }

    private static CheckUp.Service service() {
        return minding.look(PLANE).services().getFirst();
    }

    private static Map<String, Long> places() {
        return minding.look(PLANE).tasks().stream().filter(t -> t.phase() == CheckUp.Phase.RUNNING).collect(java.util.stream.Collectors.groupingBy(CheckUp.Task::node, java.util.stream.Collectors.counting()));
    }

    private static Optional<CheckUp.Node> node(int number) {
        return minding.look(PLANE).nodes().stream().filter(n -> n.name().equals(lab.machine(number).name())).findFirst();
    }

    private static String id(int number) {
        return swarm.look().named(lab.machine(number).name()).orElseThrow().id();
    }

    private static void open(int number, Availability availability) {
        var spec = swarm.look().named(lab.machine(number).name()).orElseThrow().spec();
        swarm.change(id(number), new NodeSpec(spec.role(), availability, spec.labels()));
    }

    private static void bothReady() {
        eventually("both are ready", () -> Optional.of(minding.look(PLANE).nodes()).filter(all -> all.size() == 2 && all.stream().allMatch(CheckUp.Node::ready)));
    }

    private static List<SeenInstance> running(int many) {
        return eventually(many + " run", () -> Optional.of(engine.inventory(PLANE).instances()).filter(all -> all.size() == many && all.stream().allMatch(SeenInstance::well)));
    }

    private static <T> T eventually(String fact, Supplier<Optional<T>> look) {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Lab.pause()) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        return fail("never so within " + PATIENCE.toSeconds() + " s: " + fact + "\n" + minding.look(PLANE) + "\n" + engine.inventory(PLANE).instances());
    }
}

package dev.plimsoll.engines.docker.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Placement;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Sample;
import dev.plimsoll.ports.swarm.Swarm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Three machines of a lab become one swarm, and stay of use while one of them is lost.
@Tag("docker")
@Tag("slow")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwarmClusterTest {
    private static final String PLANE = "plimsoll-test-cluster";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Lab lab;
    private Swarm swarm;
    private SwarmEngine engine;

    @BeforeEach
    void boot() {
        lab = new Lab(3);
        var engines = new LinkedHashMap<String, DockerAddress>();
        var at = new LinkedHashMap<String, DockerSwarm.At>();
        List.of(1, 2, 3).forEach(n -> {
            engines.put(lab.machine(n).name(), lab.machine(n).engine());
            at.put(lab.machine(n).name(), new DockerSwarm.At(lab.machine(n).engine(), lab.machine(n).address()));
        });
        swarm = new DockerSwarm(at);
        engine = new SwarmEngine(List.of(lab.machine(1).engine()), node -> Optional.ofNullable(engines.get(node.hostname())), Logins.NONE, Clock.systemUTC());
    }

    @AfterEach
    void shutDown() {
        swarm.close();
        engine.close();
        lab.close();
    }

    @Test
    void threeMachinesServeTogetherAndBearTheLossOfOne() {
        formed();

        var net = new Part.Network(PLANE + "-net", Sample.stamp(PLANE, "", 0), new NetworkSpec(null, false, null, null, false, true, false, null, null));
        engine.create(net);
        var everywhere = Sample.instance(PLANE, "everywhere", lab.busybox()).shell("trap 'exit 0' TERM; sleep 3600 & wait").network(net.name(), "all")
            .placement(new Placement(true, null, null, 0)).service("h1", 1);
        engine.create(everywhere);
        var all = running("everywhere", 3);
        assertThat(all).extracting(i -> i.stamp().slot()).containsExactlyInAnyOrder(1, 2, 3);
        var answers = eventually("the name leads to all three", () -> Optional.of(output(all.getFirst(), "nslookup", "all")).filter(o -> o.lines().filter(l -> l.contains("10.")).count() >= 3));
        assertThat(answers).contains("all");
        all.forEach(one -> assertThat(output(one, "ping", "-c", "1", "-W", "5", "everywhere")).contains("1 packets received"));

        var web = Sample.instance(PLANE, "web", lab.busybox()).shell("trap 'exit 0' TERM; sleep 3600 & wait").placement(new Placement(false, List.of("node.role==worker"), null, 2)).service("h1", 2);
        engine.create(web);
        running("web", 2);
        var lost = lab.machine(3);
        lab.powerOff(lost);
        eventually("the swarm notices", () -> Optional.of(swarm.look()).filter(s -> s.named(lost.name()).filter(n -> !n.ready()).isPresent()));
        running("web", 2);
        running("everywhere", 2);

        lab.powerOn(lost);
        running("everywhere", 3);
        assertThat(swarm.look().named(lost.name()).orElseThrow().ready()).isTrue();

        swarm.change(swarm.look().named(lab.machine(2).name()).orElseThrow().id(), new NodeSpec(Role.WORKER, Availability.DRAINED, Map.of("zone", "b")));
        engine.create(Sample.instance(PLANE, "waiting", lab.busybox()).shell("sleep 3600").placement(new Placement(false, List.of("node.labels.zone==b"), null, 0)).service("h1", 1));
        var reason = eventually("it waits and says why", () -> seen("waiting").stream().filter(i -> i.state() == SeenInstance.State.PENDING && !i.error().isEmpty()).findFirst()).error();
        assertThat(reason).contains("1 node is drained").contains("2 nodes do not meet node.labels.zone==b");
    }

    private void formed() {
        swarm.form(lab.machine(1).name());
        swarm.join(lab.machine(2).name(), Role.WORKER);
        swarm.join(lab.machine(3).name(), Role.WORKER);
        eventually("all are ready", () -> Optional.of(swarm.look()).filter(s -> s.nodes().size() == 3 && s.nodes().stream().allMatch(SwarmState.Node::ready)))
            .nodes().forEach(n -> swarm.change(n.id(), n.spec().withAvailability(Availability.ACTIVE)));
    }

    private List<SeenInstance> running(String component, int many) {
        return eventually(many + " of " + component + " run", () -> Optional.of(seen(component)).filter(all -> all.stream().filter(SeenInstance::well).count() == many
            && all.stream().allMatch(i -> i.well() || i.state() == SeenInstance.State.REMOVING)).map(all -> all.stream().filter(SeenInstance::well).toList()));
    }

    private List<SeenInstance> seen(String component) {
        return engine.inventory(PLANE).instances().stream().filter(i -> i.stamp().component().equals(component)).toList();
    }

    private String output(SeenInstance instance, String... command) {
        var out = new ByteArrayOutputStream();
        engine.console().exec(instance.id(), new Console.ExecRequest(List.of(command), false, Optional.empty(), Optional.empty()),
            new Console.ExecStreams(new ByteArrayInputStream(new byte[0]), out, OutputStream.nullOutputStream(), _ -> { }));
        return out.toString(StandardCharsets.UTF_8);
    }

    private <T> T eventually(String fact, Supplier<Optional<T>> look) {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Lab.pause()) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        return fail("never so within " + PATIENCE.toSeconds() + " s: " + fact + "\n" + swarm.look() + "\n" + engine.inventory(PLANE).instances());
    }
}

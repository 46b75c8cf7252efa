package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Status;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.simulated.Call;
import dev.plimsoll.ports.simulated.Fault;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Assemblies on clusters: where they wait, where they run, and what happens when they are moved.
class AssembliesOnClustersTest {
    private static final Key BLUE = new Key(Kind.CLUSTER, "default", "blue");

    private final SimulatedSettings settings = SimulatedSettings.stepped(1);
    private final List<String> opened = new ArrayList<>();
    /// The cluster's engine, by the same clock.
    private final SimulatedWorld blue = new SimulatedWorld(settings.withServices());
    private final Scenario scenario;

    AssembliesOnClustersTest() throws InterruptedException {
        scenario = new Scenario(new SimulatedPlatform(settings, cluster -> {
            opened.add(cluster.status(ClusterStatus.class).nodes().getFirst().machine());
            return blue.engine();
        }, List.of(blue)));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void anAssemblyWaitsForItsClusterAndSaysWhatTheClusterSays() throws InterruptedException {
        applied("app:1", Optional.of("blue"));
        assertThat(scenario.states(Scenario.assembly("shop"), "ReferenceNotFound")).isEqualTo("there is no cluster/blue");

        scenario.applied("blue", new ClusterSpec(null, List.of("machines"), null, false, null));
        assertThat(scenario.states(Scenario.assembly("shop"), "WaitingForCluster")).isEqualTo("waiting for cluster/blue: there is no pool/machines");
        formed(true, "", "machines-1");
        scenario.settled("shop");
        assertThat(there(blue.engine()).services().orElseThrow()).singleElement().satisfies(s -> assertThat(s.replicas()).isEqualTo(2));
        assertThat(there(blue.engine()).networks()).hasSize(1);
        assertThat(there(scenario.platform.world.engine()).instances()).isEmpty();
        assertThat(there(scenario.platform.world.engine()).networks()).isEmpty();
        assertThat(scenario.resource(Scenario.component("shop-web")).status(ComponentStatus.class).cluster()).contains("blue");
        assertThat(opened).containsExactly("machines-1");
    }

    @Test
    void whatTheClusterLosesIsMadeAgainThere() throws InterruptedException {
        onBlue();
        var service = there(blue.engine()).services().orElseThrow().getFirst();
        blue.engine().remove(new PartRef(PartRef.Type.SERVICE, service.id()), Duration.ZERO);
        scenario.until(() -> there(blue.engine()).services().orElseThrow().stream().anyMatch(s -> !s.id().equals(service.id())));
        scenario.settled("shop");
    }

    @Test
    void aMovedAssemblyGoesOnWhereItWasUntilItIsLevelWhereItIs() throws InterruptedException {
        cluster();
        applied("app:1", Optional.empty());
        scenario.settled("shop");
        var before = scenario.ids("web");
        assertThat(before).hasSize(2);

        blue.faults().once(Call.CREATE, Fault.REQUEST_LOST);
        applied("app:1", Optional.of("blue"));
        scenario.until(() -> {
            boolean there = there(blue.engine()).instances().stream().filter(i -> i.well()).count() == 2;
            assertThat(there || scenario.ids("web").equals(before)).as("untouched until all is well on the cluster").isTrue();
            return there;
        });
        scenario.settled("shop");

        assertThat(scenario.ids("web")).isEmpty();
        assertThat(there(scenario.platform.world.engine()).networks()).isEmpty();
        assertThat(there(scenario.platform.world.engine()).volumes()).as("data is not moved, and not removed").hasSize(1);
        assertThat(scenario.status("shop").cluster()).contains("blue");
        assertThat(scenario.status("shop").formerly()).isEmpty();
        assertThat(scenario.status("shop").condition(AssemblyStatus.MOVED)).isEmpty();
    }

    @Test
    void aMoveThatFailsLeavesWhatRunsAndCanBeTakenBack() throws InterruptedException {
        cluster();
        applied("app:1", Optional.empty());
        scenario.settled("shop");
        var before = scenario.ids("web");

        applied("sim/crash:1", Optional.of("blue"));
        scenario.until(() -> scenario.resource(Scenario.component("shop-web")).status().condition(ComponentStatus.UPDATE_FAILED).isPresent());
        scenario.platform.pass(Duration.ofMinutes(5));
        assertThat(scenario.ids("web")).isEqualTo(before);
        assertThat(scenario.status("shop").level()).isFalse();
        assertThat(scenario.status("shop").formerly()).containsExactly(AssemblyStatus.HERE);
        assertThat(scenario.status("shop").heldBack()).as("nothing is held on the cluster: what is good still runs here").isEmpty();

        applied("app:1", Optional.empty());
        scenario.settled("shop");
        assertThat(scenario.ids("web")).isEqualTo(before);
        assertThat(there(blue.engine()).services().orElseThrow()).isEmpty();
        assertThat(there(blue.engine()).networks()).isEmpty();
    }

    @Test
    void aFormerClusterThatIsSilentKeepsNobodyFromBeingLevel() throws InterruptedException {
        onBlue();
        blue.faults().rate(Fault.REQUEST_LOST, 1);
        applied("app:2", Optional.empty());
        scenario.settled("shop");
        assertThat(scenario.status("shop").formerly()).containsExactly("blue");
        assertThat(scenario.status("shop").condition(AssemblyStatus.MOVED).orElseThrow()).satisfies(c -> {
            assertThat(c.holds()).isFalse();
            assertThat(c.sentence()).contains("cluster/blue");
        });

        blue.faults().stop();
        scenario.until(() -> scenario.status("shop").formerly().isEmpty());
        assertThat(there(blue.engine()).services().orElseThrow()).isEmpty();
    }

    @Test
    void aDeletedAssemblyIsGoneFromItsCluster() throws InterruptedException {
        onBlue();
        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        assertThat(there(blue.engine()).services().orElseThrow()).isEmpty();
        assertThat(there(blue.engine()).networks()).isEmpty();
        assertThat(there(blue.engine()).volumes()).hasSize(1);
    }

    @Test
    void whatWasMovedWithoutAWordIsAStrayThere() throws InterruptedException {
        onBlue();
        var assembly = scenario.resource(Scenario.assembly("shop"));
        applied("app:1", Optional.empty());
        scenario.settled("shop");
        var plane = scenario.platform.store.plane();
        blue.engine().create(new Part.Network("default_shop_late", new Stamp(plane, "default", "shop", "", 0, "h",
            assembly.metadata().uid()), NetworkSpec.PLAIN));
        scenario.until(() -> there(blue.engine()).networks().isEmpty());
        assertThat(there(blue.engine()).networks()).isEmpty();
    }

    @Test
    void anEngineIsOpenedAnewWhenItsManagersAreOthers() throws InterruptedException {
        onBlue();
        formed(true, "", "machines-2");
        scenario.until(() -> opened.size() == 2);
        assertThat(opened).containsExactly("machines-1", "machines-2");
        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        scenario.removed(BLUE);
        assertThat(scenario.platform.engines.all()).hasSize(1);
    }

    private void cluster() throws InterruptedException {
        scenario.applied("blue", new ClusterSpec(null, List.of("machines"), null, false, null));
        formed(true, "", "machines-1");
    }

    private void onBlue() throws InterruptedException {
        cluster();
        applied("app:1", Optional.of("blue"));
        scenario.settled("shop");
    }

    private void formed(boolean holds, String sentence, String machine) throws InterruptedException {
        var status = new ClusterStatus(1, List.of(new Condition(ClusterStatus.FORMED, holds, holds ? "Formed" : "Waiting", sentence, Instant.EPOCH)), holds ? "swarm-1" : "", "",
            List.of(new ClusterStatus.Node("node-of-" + machine, machine, "leader", "ready", "active", "10.0.0.1", "", "", null)));
        scenario.platform.commit(new Write.PutStatus(BLUE, (Status) status, Write.Expected.PRESENT));
    }

    private void applied(String image, Optional<String> cluster) throws InterruptedException {
        var web = ComponentSpec.ofImage(image).withReplicas(2).withMounts(List.of(new Mount.Volume(Optional.of("data"), "/data", false, false)));
        scenario.applied("shop", AssemblySpec.of(new Topology(Map.of("web", web), Map.of("inside", NetworkSpec.PLAIN), Map.of("data", VolumeSpec.PLAIN))).withCluster(cluster));
    }

    private String sentence() {
        return scenario.status("shop").condition(Condition.LEVEL).map(Condition::sentence).orElse("");
    }

    private Inventory there(Engine engine) {
        return engine.inventory(scenario.platform.store.plane());
    }
}

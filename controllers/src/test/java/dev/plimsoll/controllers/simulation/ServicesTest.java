package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.Placement;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.ports.simulated.Call;
import dev.plimsoll.ports.simulated.Fault;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The same controllers on an engine that makes instances by services.
class ServicesTest {
    private final Scenario scenario;

    ServicesTest() throws InterruptedException {
        scenario = new Scenario(SimulatedSettings.stepped(1).withServices());
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aComponentIsOneServiceAndItsInstancesFillItsSlots() throws InterruptedException {
        applied("app:1", 3);
        scenario.settled("shop");

        assertThat(services()).singleElement().satisfies(s -> {
            assertThat(s.name()).isEqualTo("shop-web");
            assertThat(s.replicas()).isEqualTo(3);
        });
        assertThat(scenario.instances("web")).extracting(i -> i.stamp().slot()).containsExactlyInAnyOrder(1, 2, 3);
        var status = scenario.resource(Scenario.component("shop-web")).status(ComponentStatus.class);
        assertThat(status.ready()).isEqualTo(3);
        assertThat(status.instances()).extracting(ComponentStatus.Instance::state).containsOnly("running");
    }

    @Test
    void scalingKeepsWhatRunsAndAChangeReplacesIt() throws InterruptedException {
        applied("app:1", 2);
        scenario.settled("shop");
        var first = scenario.ids("web");

        applied("app:1", 4);
        scenario.settled("shop");
        assertThat(scenario.ids("web")).containsAll(first).hasSize(4);

        applied("app:2", 4);
        scenario.settled("shop");
        assertThat(scenario.ids("web")).doesNotContainAnyElementsOf(first).hasSize(4);
    }

    @Test
    void aFailedUpdateIsTakenBack() throws InterruptedException {
        applied("app:1", 3);
        scenario.settled("shop");
        var before = scenario.ids("web");

        applied("sim/crash:1", 3);

        scenario.until(() -> scenario.status("shop").heldBack().contains("web"));
        assertThat(scenario.status("shop").heldBack()).containsExactly("web");
        scenario.until(() -> services().getFirst().update() == SeenService.Update.NONE && scenario.instances("web").stream().filter(SeenInstance::well).count() == 3);
        assertThat(scenario.ids("web")).as("all but the one that was tried").hasSize(3).containsAnyElementsOf(before);
        assertThat(scenario.instances("web")).allMatch(i -> i.stamp().hash().equals(services().getFirst().definition()));
    }

    @Test
    void whoScalesByHandIsCorrected() throws InterruptedException {
        applied("app:1", 2);
        scenario.settled("shop");
        var killed = scenario.ids("web").getFirst();

        scenario.platform.world.hand().kill(killed);

        scenario.until(() -> scenario.instances("web").stream().filter(SeenInstance::well).count() == 2 && !scenario.ids("web").contains(killed));
        assertThat(scenario.ids("web")).hasSize(2).doesNotContain(killed);
        scenario.settled("shop");
    }

    @Test
    void whyNothingRunsIsSaid() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withPlacement(new Placement(false, List.of("node.labels.disk==ssd"), null, 0))));

        assertThat(scenario.states(Scenario.component("shop-web"), "Pending")).contains("1 waits for a machine").contains("node.labels.disk==ssd");
    }

    @Test
    void aDeletedAssemblyTakesItsServicesAlong() throws InterruptedException {
        applied("app:1", 2);
        scenario.settled("shop");

        scenario.deleted("shop", Map.of());

        scenario.gone(Scenario.assembly("shop"));
        assertThat(services()).isEmpty();
        assertThat(scenario.instances("web")).isEmpty();
    }

    @Test
    void aLostReplyMakesNoSecondService() throws InterruptedException {
        scenario.platform.world.faults().once(Call.CREATE, Fault.REPLY_LOST);
        scenario.platform.world.faults().once(Call.CREATE, Fault.REPLY_LOST);
        applied("app:1", 2);

        scenario.settled("shop");
        assertThat(services()).hasSize(1);
        assertThat(scenario.instances("web")).hasSize(2);
    }

    @Test
    void serviceOfNobodyIsAStray() throws InterruptedException {
        applied("app:1", 2);
        scenario.settled("shop");
        var component = scenario.resource(Scenario.component("shop-web"));
        scenario.removed(Scenario.assembly("shop"));
        scenario.removed(component.key());

        scenario.until(() -> services().isEmpty());
        assertThat(services()).isEmpty();
        scenario.platform.pass(Duration.ofSeconds(1));
        assertThat(scenario.instances("web")).isEmpty();
    }

    @Test
    void borrowingAcrossMachinesIsImpossibleAndSaid() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1"), "log", ComponentSpec.ofImage("log:1").withGroup(Group.sidekickOf("web").withNetworkOf("web"))));

        assertThat(scenario.states(Scenario.component("shop-web"), "Impossible")).contains("different machines");
    }

    private void applied(String image, int replicas) throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage(image).withReplicas(replicas)));
    }

    private List<SeenService> services() {
        return scenario.platform.world.engine().inventory(scenario.platform.store.plane()).services().orElseThrow();
    }
}

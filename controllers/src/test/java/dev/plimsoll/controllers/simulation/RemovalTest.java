package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.controllers.assembly.AssemblyRemoval;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.PartRef.Type;
import dev.plimsoll.ports.simulated.Call;
import dev.plimsoll.ports.simulated.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private final Scenario scenario;

    RemovalTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aDeletedAssemblyLeavesWhenEverythingOfItIsGone() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("sim/slow:1").withReplicas(2), "db", mounting()));
        scenario.settled("shop");
        for (int i = 0; i < 4; i++) {
            scenario.platform.world.faults().once(Call.REMOVE, Fault.REQUEST_LOST);
        }
        scenario.deleted("shop", Map.of());
        scenario.until(() -> scenario.platform.store.get(Scenario.assembly("shop")).isEmpty() || inventory().instances().isEmpty() && inventory().networks().isEmpty());
        assertThat(inventory().instances()).as("instances, when the assembly may go").isEmpty();
        scenario.gone(Scenario.assembly("shop"));
        assertThat(inventory().networks()).isEmpty();
        assertThat(inventory().volumes()).as("a volume holds data").extracting(Inventory.SeenVolume::name).containsExactly("shop-data");
        assertThat(scenario.platform.store.everything().items()).as("releases and components").hasSize(1);
    }

    @Test
    void volumesGoWhenThatWasAskedFor() throws InterruptedException {
        scenario.applied("shop", Map.of("db", mounting()));
        scenario.settled("shop");
        scenario.deleted("shop", Map.of(AssemblyRemoval.VOLUMES_TOO, "true"));
        scenario.gone(Scenario.assembly("shop"));
        assertThat(inventory().volumes()).isEmpty();
    }

    @Test
    void aVolumeIsFoundAgainByANamesake() throws InterruptedException {
        scenario.applied("shop", Map.of("db", mounting()));
        scenario.settled("shop");
        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        scenario.applied("shop", Map.of("db", mounting()));
        scenario.settled("shop");
        assertThat(inventory().volumes()).hasSize(1);
    }

    @Test
    void aVolumeRemovedByHandTogetherWithItsContainerIsMadeAgainAndOurs() throws InterruptedException {
        scenario.applied("shop", Map.of("db", mounting()));
        scenario.settled("shop");
        var before = inventory().volumes();
        var victim = scenario.ids("db");
        scenario.platform.world.hand().deleteWithVolumes(victim.getFirst());
        assertThat(inventory().volumes()).isEmpty();
        scenario.until(() -> !scenario.ids("db").isEmpty() && !scenario.ids("db").equals(victim));
        assertThat(inventory().volumes()).as("with the stamp it had").isEqualTo(before).hasSize(1);
        scenario.settled("shop");
        assertThat(scenario.ids("db")).as("nobody is replaced for it").hasSize(1);
    }

    @Test
    void aComponentThatIsNoLongerDeclaredGoes() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1"), "db", ComponentSpec.ofImage("db:1")));
        scenario.settled("shop");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1")));
        scenario.gone(Scenario.component("shop-db"));
        assertThat(scenario.instances("db")).isEmpty();
        assertThat(scenario.instances("web")).hasSize(1);
    }

    @Test
    void nothingIsScaledToMeansNoImageIsNeeded() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withReplicas(2)));
        scenario.settled("shop");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("no-such-image:1").withReplicas(0)));
        scenario.settled("shop");
        assertThat(scenario.instances("web")).isEmpty();
    }

    @Test
    void straysGoAfterAGracePeriodAndForeignOnesStay() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1")));
        scenario.settled("shop");
        var image = scenario.instances("web").getFirst().imageId();
        stray(scenario.platform.store.plane(), "left-over-1", image);
        stray("another-plane", "of-another-plane-1", image);
        scenario.platform.world.hand().foreignContainer("shop-web-2");
        scenario.platform.pass(Duration.ofSeconds(59));
        assertThat(there("left-over-1")).as("within the grace period").isTrue();
        scenario.until(() -> !there("left-over-1"));
        assertThat(there("left-over-1")).isFalse();
        assertThat(there("of-another-plane-1")).as("of another control plane").isTrue();
        assertThat(there("shop-web-2")).as("somebody else's").isTrue();
        assertThat(scenario.instances("web")).hasSize(1);
    }

    private void stray(String plane, String name, String image) {
        scenario.platform.world.engine().create(new Part.Instance(name, new Stamp(plane, "default", "former", "web", 1, "hash", "former-uid"), image,
            ComponentSpec.ofImage("app:1"), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private boolean there(String name) {
        return scenario.platform.world.hand().exists(Type.INSTANCE, name);
    }

    private Inventory inventory() {
        return scenario.platform.world.engine().inventory(scenario.platform.store.plane());
    }

    private static ComponentSpec mounting() {
        return new ComponentSpec("db:1", null, null, null, null, null, null, null, null, List.of(new Mount.Volume(Optional.of("data"), "/data", false, false)), null, null,
            null, null, 1, null, null, null, null, null, null);
    }
}

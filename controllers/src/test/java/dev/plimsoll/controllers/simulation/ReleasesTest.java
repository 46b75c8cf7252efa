package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Topology;
import dev.plimsoll.ports.simulated.Call;
import dev.plimsoll.ports.simulated.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private final Scenario scenario;

    ReleasesTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void eachSpecIsANumberedRelease() throws InterruptedException {
        release("app:1");
        release("app:2");
        release("app:2");
        assertThat(numbers()).containsExactly(1, 2);
        assertThat(scenario.status("shop").release()).isEqualTo(2);
        assertThat(scenario.status("shop").levelRelease()).isEqualTo(2);
        assertThat(digests(1).get("web")).startsWith("app@sha256:").isNotEqualTo(digests(2).get("web"));
    }

    @Test
    void anotherContentOfAConfigIsAnotherRelease() throws InterruptedException {
        scenario.applied("settings", new ConfigSpec(Map.of("a", "1")));
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withFiles(List.of(new FileMount(Kind.CONFIG, "settings", "a", "/a", null, null, null)))));
        scenario.settled("shop");
        scenario.applied("settings", new ConfigSpec(Map.of("a", "2")));
        scenario.until(() -> scenario.status("shop").levelRelease() == 2);
        assertThat(scenario.releases("shop")).extracting(r -> r.spec(ReleaseSpec.class).configs().get("settings").data().get("a")).containsExactly("1", "2");
    }

    @Test
    void aReleaseRemembersWhatThePlanCameTo() throws InterruptedException {
        scenario.applied("blueprint", plan("app:1"));
        scenario.applied("shop", new AssemblySpec(Optional.of("blueprint"), null, null, null, null, null, 0));
        scenario.settled("shop");
        scenario.applied("blueprint", plan("app:2"));
        scenario.until(() -> scenario.status("shop").levelRelease() == 2);
        assertThat(scenario.releases("shop")).extracting(r -> r.spec(ReleaseSpec.class).assembly().topology().components().get("web").image())
            .containsExactly("app:1", "app:2");
    }

    @Test
    void tenAreKeptAndTheirImages() throws InterruptedException {
        for (int i = 1; i <= 13; i++) {
            release("app:" + i);
        }
        assertThat(numbers()).containsExactlyInAnyOrder(4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        var images = scenario.platform.world.engine().images();
        assertThat(images.find("app:3")).as("only a forgotten release had it").isEmpty();
        assertThat(images.find("app:4")).as("the oldest release to go back to").isPresent();
    }

    @Test
    void aCollectionThatDidNotWorkIsDoneLater() throws InterruptedException {
        for (int i = 1; i <= 10; i++) {
            release("app:" + i);
        }
        scenario.platform.world.faults().once(Call.REMOVE_IMAGE, Fault.REQUEST_LOST);
        release("app:11");
        scenario.until(() -> numbers().size() == 10);
        assertThat(scenario.platform.world.engine().images().find("app:1")).isEmpty();
    }

    @Test
    void theLastLevelReleaseIsKeptHoweverOld() throws InterruptedException {
        release("app:1");
        for (int i = 1; i <= 12; i++) {
            scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("no-such-image:" + i)));
            scenario.until(() -> !scenario.status("shop").heldBack().isEmpty() && scenario.status("shop").release() == scenario.releases("shop").stream()
                .mapToInt(r -> r.spec(ReleaseSpec.class).number()).max().orElse(0) && scenario.status("shop").observedGeneration()
                    == scenario.resource(Scenario.assembly("shop")).metadata().generation());
        }
        scenario.until(() -> numbers().size() == 11);
        assertThat(numbers()).contains(1, 13).hasSize(11);
        assertThat(scenario.instances("web")).singleElement().satisfies(i -> assertThat(i.well()).isTrue());
    }

    @Test
    void aFailedUpdateGoesBackToTheLastLevelReleaseAndTheRestStays() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("sim/web:1").withReplicas(2), "db", ComponentSpec.ofImage("db:1")));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("sim/unhealthy:1").withReplicas(2), "db", ComponentSpec.ofImage("db:2")));
        var sentence = scenario.states(Scenario.assembly("shop"), ComponentStatus.UPDATE_FAILED);
        scenario.until(() -> scenario.resource(Scenario.component("shop-web")).status().level() && scenario.resource(Scenario.component("shop-db")).status().level());
        assertThat(sentence).contains("release 2 failed", "is unhealthy", "web");
        assertThat(scenario.status("shop").heldBack()).containsExactly("web");
        assertThat(scenario.status("shop").levelRelease()).isEqualTo(1);
        assertThat(scenario.ids("web")).as("the very same instances").isEqualTo(before);
        assertThat(scenario.resource(Scenario.component("shop-db")).spec(ComponentSpec.class).image()).as("the rest of the release").isEqualTo("db:2");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("sim/web:2").withReplicas(2), "db", ComponentSpec.ofImage("db:2")));
        scenario.settled("shop");
        assertThat(scenario.status("shop").heldBack()).isEmpty();
        assertThat(scenario.status("shop").levelRelease()).isEqualTo(3);
        assertThat(scenario.ids("web")).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aTagThatDoesNotExistTouchesNothing() throws InterruptedException {
        release("app:1");
        var before = scenario.ids("web");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("no-such-image:7")));
        assertThat(scenario.states(Scenario.assembly("shop"), "ImageNotFound")).contains("no-such-image:7");
        assertThat(scenario.ids("web")).isEqualTo(before);
    }

    private void release(String image) throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage(image)));
        scenario.settled("shop");
    }

    private List<Integer> numbers() {
        return scenario.releases("shop").stream().map(r -> r.spec(ReleaseSpec.class).number()).toList();
    }

    private Map<String, String> digests(int release) {
        return scenario.releases("shop").stream().filter(r -> r.spec(ReleaseSpec.class).number() == release).findFirst().orElseThrow().status(ReleaseStatus.class).digests();
    }

    private static PlanSpec plan(String image) {
        return new PlanSpec("", Map.of(), new Topology(Map.of("web", ComponentSpec.ofImage(image)), Map.of(), Map.of()));
    }
}

package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is so, and who holds it up, while what was declared last cannot be had.
class HoldingUpTest {
    private static final Key WEB = Scenario.component("shop-web");
    private final Scenario scenario;

    HoldingUpTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void whileAnImageCannotBeFetchedTheOldInstancesAreHealed() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withReplicas(2)));
        scenario.settled("shop");
        var before = scenario.instances("web");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("registry.invalid/app:2").withReplicas(2)));
        scenario.states(WEB, "RegistryUnreachable");
        scenario.platform.world.hand().delete(before.getFirst().id());
        scenario.until(() -> scenario.instances("web").size() == 2);
        assertThat(scenario.instances("web")).hasSize(2).contains(before.getLast()).extracting(i -> i.stamp().hash()).containsOnly(before.getFirst().stamp().hash());
        scenario.platform.world.hand().kill(before.getLast().id());
        scenario.until(() -> !scenario.ids("web").contains(before.getLast().id()));
        assertThat(scenario.instances("web")).hasSize(2).allMatch(SeenInstance::well).extracting(i -> i.stamp().hash()).containsOnly(before.getFirst().stamp().hash());
        assertThat(scenario.resource(WEB).status().level()).isFalse();
        scenario.until(() -> told().equals(Set.copyOf(scenario.ids("web"))));
        assertThat(told()).as("the status tells of them").isEqualTo(Set.copyOf(scenario.ids("web")));
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:2").withReplicas(2)));
        scenario.settled("shop");
    }

    @Test
    void whoIsScaledBeyondItsHostPortStaysAsItWasAndSaysWhy() throws InterruptedException {
        scenario.applied("shop", Map.of("web", published(1)));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.applied("shop", Map.of("web", published(2)));
        scenario.states(WEB, "Impossible");
        assertThat(scenario.resource(WEB).status().condition(Condition.LEVEL).orElseThrow().sentence()).contains("2 instances of web cannot share host port 8080").contains("8080-8081:80");
        assertThat(scenario.ids("web")).isEqualTo(before);
        scenario.platform.world.hand().delete(before.getFirst());
        scenario.until(() -> scenario.instances("web").size() == 1 && !scenario.ids("web").equals(before));
        scenario.applied("shop", Map.of("web", published(1)));
        scenario.settled("shop");
    }

    private static ComponentSpec published(int replicas) {
        return ComponentSpec.ofImage("app:1").withReplicas(replicas).withPorts(List.of(new Port(80, "tcp", Optional.of(8080), null, null, null)));
    }

    @Test
    void aReleaseThatFailsForItsConfigLeavesTheOldInstancesWithTheOldContents() throws InterruptedException {
        scenario.applied("settings", new ConfigSpec(Map.of("a", "good")));
        scenario.applied("shop", Map.of("web", reading("app:1")));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.applied("settings", new ConfigSpec(Map.of("a", "bad")));
        scenario.applied("shop", Map.of("web", reading("sim/crash:1")));
        scenario.until(() -> !scenario.status("shop").heldBack().isEmpty() && scenario.resource(WEB).status().level());
        assertThat(scenario.ids("web")).as("the same definition, the old version of the config in it").isEqualTo(before);
        scenario.platform.world.hand().kill(before.getFirst());
        scenario.until(() -> !scenario.ids("web").containsAll(before) && scenario.resource(WEB).status().level());
        assertThat(scenario.instances("web")).hasSize(1);
        scenario.applied("shop", Map.of("web", reading("app:2")));
        scenario.settled("shop");
        assertThat(scenario.resource(WEB).metadata().annotations()).as("it has the contents of now again").doesNotContainKey("dev.plimsoll/held-at");
    }

    @Test
    void contentsOfFilesGoWithTheirAssembly() throws InterruptedException {
        made("shop-settings", new ConfigSpec(Map.of("a", "1")));
        made("shop-password", new SecretSpec(Map.of("a", "1")));
        scenario.applied("by-hand", new ConfigSpec(Map.of("a", "1")));
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withFiles(List.of(file(Kind.CONFIG, "shop-settings"), file(Kind.SECRET, "shop-password"),
            file(Kind.CONFIG, "by-hand")))));
        scenario.settled("shop");
        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        assertThat(there(Kind.CONFIG, "shop-settings")).isFalse();
        assertThat(there(Kind.SECRET, "shop-password")).isFalse();
        assertThat(there(Kind.CONFIG, "by-hand")).as("declared by itself").isTrue();
    }

    @Test
    void contentsOfFilesGoWhenTheyAreUsedNoLongerAndNobodyElseUsesThem() throws InterruptedException {
        made("shop-settings", new ConfigSpec(Map.of("a", "1")));
        made("shop-lent", new ConfigSpec(Map.of("a", "1")));
        scenario.applied("other", Map.of("job", ComponentSpec.ofImage("app:1").withFiles(List.of(file(Kind.CONFIG, "shop-lent")))));
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withFiles(List.of(file(Kind.CONFIG, "shop-settings"), file(Kind.CONFIG, "shop-lent")))));
        scenario.settled("shop");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:2")));
        scenario.until(() -> !there(Kind.CONFIG, "shop-settings"));
        scenario.settled("shop");
        assertThat(there(Kind.CONFIG, "shop-settings")).isFalse();
        assertThat(there(Kind.CONFIG, "shop-lent")).as("another assembly uses it").isTrue();
        assertThat(scenario.releases("shop").getFirst().spec(dev.plimsoll.model.ReleaseSpec.class).configs()).as("a rollback needs it").containsKey("shop-settings");
    }

    private Set<String> told() {
        return scenario.resource(WEB).status(ComponentStatus.class).instances().stream().map(ComponentStatus.Instance::id).collect(Collectors.toSet());
    }

    private void made(String name, Spec spec) throws InterruptedException {
        var metadata = Metadata.named("default", name).withAnnotations(Map.of(AssemblySpec.CONTENTS_OF, "shop"));
        scenario.platform.commit(new Write.Put(Resource.declared(metadata, spec), Write.Expected.ABSENT));
    }

    private boolean there(Kind kind, String name) {
        return scenario.platform.store.get(new Key(kind, "default", name)).isPresent();
    }

    private static ComponentSpec reading(String image) {
        return ComponentSpec.ofImage(image).withFiles(List.of(file(Kind.CONFIG, "settings")));
    }

    private static FileMount file(Kind kind, String name) {
        return new FileMount(kind, name, "a", "/" + name, null, null, null);
    }
}

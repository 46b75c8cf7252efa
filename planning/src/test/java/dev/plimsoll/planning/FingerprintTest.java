package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private record Inner(String text, Optional<Integer> number) {}

    private record Before(String name, List<String> words) {}

    private record After(String name, List<String> words, Optional<String> added, boolean flag, Duration pause, Map<String, String> more, Inner inner, int count) {}

    @Test
    void theOrderOfMapsDoesNotCount() {
        var one = new LinkedHashMap<String, String>();
        one.put("a", "1");
        one.put("b", "2");
        var other = new LinkedHashMap<String, String>();
        other.put("b", "2");
        other.put("a", "1");
        assertThat(Fingerprint.of("m", one)).isEqualTo(Fingerprint.of("m", other));
    }

    @Test
    void theOrderOfListsDoes() {
        assertThat(Fingerprint.of("l", List.of("a", "b"))).isNotEqualTo(Fingerprint.of("l", List.of("b", "a")));
    }

    /// Another project's Traefik reads them from the container, where the engine cannot change them: see docs/adr/0021-closed-routes.md.
    @Test
    void labelsOfRoutesArePartOfADefinition() {
        var labels = Map.of("traefik.http.routers.web.rule", "Host(`a`)");
        assertThat(Scene.definition(ComponentSpec.ofImage("v1").withLabels(labels)).hash()).isNotEqualTo(Scene.definition(ComponentSpec.ofImage("v1")).hash());
    }

    @Test
    void aFieldThatALaterVersionAddsChangesNothingWhileItIsAbsent() {
        var before = new Before("web", List.of("a"));
        var after = new After("web", List.of("a"), Optional.empty(), false, Duration.ZERO, Map.of(), new Inner("", Optional.empty()), 0);
        assertThat(Fingerprint.of("x", before.name(), "w", before.words())).isEqualTo(Fingerprint.of("x", after.name(), "w", after.words(), "added", after.added(),
            "flag", after.flag(), "pause", after.pause(), "more", after.more(), "inner", after.inner(), "count", after.count()));
    }

    @Test
    void whatLooksAlikeIsToldApart() {
        var all = List.of(
            Fingerprint.of("a", "b", "c", "d"), Fingerprint.of("a", "bc", "d", ""), Fingerprint.of("ab", "", "c", "d"), Fingerprint.of("a", "1:b"),
            Fingerprint.of("a", List.of("b", "c")), Fingerprint.of("a", List.of("bc")), Fingerprint.of("a", List.of("b,c")), Fingerprint.of("a", List.of("", "bc")),
            Fingerprint.of("a", Map.of("b", "")), Fingerprint.of("a", Map.of("b", "c")), Fingerprint.of("a", Optional.of(List.of())), Fingerprint.of("a", Optional.of("")),
            Fingerprint.of("a", Optional.of(0)), Fingerprint.of("a", Optional.of(false)), Fingerprint.of("a", List.of()));
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void everythingAnInstanceConsistsOfCounts() {
        UnaryOperator<ComponentSpec> same = s -> s;
        var base = ComponentSpec.ofImage("v1");
        var hashes = new ArrayList<>(List.of(same.apply(base),
            base.withProcess(Scene.command("a", "b")), base.withProcess(Scene.command("a b")), base.withProcess(Scene.command()),
            base.withEnvironment(Map.of("A", "")), base.withEnvironment(Map.of("A", "1")), base.withLabels(Map.of("A", "1")),
            base.withGroup(Group.sidekickOf("db")), base.withGroup(Group.sidekickOf("db").withNetworkOf("db")),
            base.withHealth(Optional.of(new HealthCheck(List.of("NONE"), null, null, 0, null, null))),
            parts(base, List.of(new Port(80, null, null, null, null, null)), List.of(), Limits.NONE, Isolation.USUAL),
            parts(base, List.of(new Port(80, null, Optional.of(0), null, null, null)), List.of(), Limits.NONE, Isolation.USUAL),
            parts(base, List.of(), List.of(new Mount.Volume(Optional.of("data"), "/data", false, false)), Limits.NONE, Isolation.USUAL),
            parts(base, List.of(), List.of(new Mount.Bind("/data", "/data", false, false, null)), Limits.NONE, Isolation.USUAL),
            parts(base, List.of(), List.of(new Mount.Tmpfs("/data", null, null)), Limits.NONE, Isolation.USUAL),
            parts(base, List.of(), List.of(), new Limits(Optional.of(0.5), null, null, null, null, null, null, null, null), Isolation.USUAL),
            parts(base, List.of(), List.of(), Limits.NONE, new Isolation(true, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                false, null)),
            Scene.restarting(base, new Restart(Restart.Mode.NEVER, 0)))
            .stream().map(s -> Scene.definition(s).hash()).toList());
        var identity = new Definition.Identity("plane", "default", "shop", "web", "uid");
        hashes.add(Definition.of(identity, base, "another image", Map.of(), Definition.EngineNames.NONE).hash());
        hashes.add(Definition.of(identity, base, "v1", Map.of("config/c", 1L), Definition.EngineNames.NONE).hash());
        hashes.add(Definition.of(identity, base, "v1", Map.of("config/c", 2L), Definition.EngineNames.NONE).hash());
        hashes.add(Definition.of(identity, base, "v1", Map.of(), new Definition.EngineNames(Map.of("default", "n"), Map.of(), List.of())).hash());
        assertThat(hashes).doesNotHaveDuplicates().allSatisfy(h -> assertThat(h).matches("[0-9a-f]{16}"));
    }

    @Test
    void whatInstancesDoNotConsistOfDoesNotCount() {
        var base = ComponentSpec.ofImage("v1");
        var hash = Scene.definition(base).hash();
        assertThat(hash).as("of an image alone; another one would replace every container that runs").isEqualTo("ccbac2ef0885b930");
        assertThat(Scene.definition(base.withProbe(Optional.of(Probe.tcp(80)))).hash()).as("probes are made from outside").isEqualTo(hash);
        assertThat(Scene.definition(base.withReplicas(7)).hash()).as("scaling replaces nobody").isEqualTo(hash);
        assertThat(Definition.of(new Definition.Identity("plane", "default", "shop", "web", "uid"), base.withPin(Optional.of("sha256:1")), "v1", Map.of(),
            Definition.EngineNames.NONE).hash()).as("neither does a pin to the image that runs").isEqualTo(hash);
    }

    @Test
    void howAVolumeIsMadeDoesNotCount() {
        var identity = new Definition.Identity("plane", "default", "shop", "web", "uid");
        var volume = new Part.Volume("shop-data", new Stamp("plane", "default", "shop", "", 0, "hash", "uid"), VolumeSpec.PLAIN);
        assertThat(List.of(List.of(volume), List.<Part.Volume>of())).allSatisfy(made -> assertThat(Definition.of(identity, ComponentSpec.ofImage("v1"), "v1", Map.of(),
            new Definition.EngineNames(Map.of(), Map.of("data", "shop-data"), made)).hash()).as("another one would replace every container with a volume").isEqualTo("b5052c64fd9bbbc8"));
    }

    private static ComponentSpec parts(ComponentSpec s, List<Port> ports, List<Mount> mounts, Limits limits, Isolation isolation) {
        return new ComponentSpec(s.image(), s.build(), s.pin(), s.pull(), s.process(), s.environment(), s.secretEnvironment(), s.environmentFrom(), ports, mounts,
            s.files(), s.networks(), s.health(), s.dependsOn(), s.replicas(), limits, s.restart(), s.update(), isolation, s.logging(), Collections.emptyMap());
    }
}

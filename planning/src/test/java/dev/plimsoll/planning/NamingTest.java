package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NamingTest {
    private static final String LONG = "a".repeat(63);
    private static final NetworkSpec EXTERNAL = new NetworkSpec(null, true, null, null, false, false, false, null, null);

    @Test
    void instancesSayWhatTheyAre() {
        assertThat(Naming.instance(definition("default", "shop", "web", "uid"), 2)).matches("shop-web-2-[0-9a-f]{8}");
        assertThat(Naming.instance(definition("team", "shop", "web", "uid"), 2)).startsWith("team-shop-web-2-");
        assertThat(Naming.instance(definition("default", "", "web", "uid"), 1)).startsWith("web-1-");
    }

    @Test
    void oldAndNewAndNamesakesLiveSideBySide() {
        var one = definition("default", "shop", "web", "uid");
        var changed = Definition.of(new Definition.Identity("plane", "default", "shop", "web", "uid"), ComponentSpec.ofImage("v2"), "v2", Map.of(), Definition.EngineNames.NONE);
        assertThat(Naming.instance(changed, 1)).isNotEqualTo(Naming.instance(one, 1));
        assertThat(Naming.instance(definition("default", "shop", "web", "another"), 1)).as("of a deleted namesake").isNotEqualTo(Naming.instance(one, 1));
        assertThat(Naming.instance(definition("default", "team-shop", "web", "uid-1"), 1)).as("the same words, another project")
            .isNotEqualTo(Naming.instance(definition("team", "shop", "web", "uid-2"), 1));
    }

    @Test
    void theLongestNamesFitOnAnEngine() {
        assertThat(Naming.instance(definition(LONG, LONG, LONG, "uid"), ComponentSpec.MAX_REPLICAS)).hasSizeLessThan(256);
        assertThat(Naming.network(LONG, LONG, LONG, NetworkSpec.PLAIN)).hasSizeLessThan(256);
    }

    @Test
    void namesThatDoNotFitAreToldBeforeAnythingIsMade() {
        assertThat(Naming.tooLong("shop", components("web", "a".repeat(58)))).isEmpty();
        assertThat(Naming.tooLong("shop", components("web", "a".repeat(59)))).hasValueSatisfying(s -> assertThat(s).contains("59 characters", "at most 58 here"));
        assertThat(Naming.tooLong("a".repeat(53), Topology.EMPTY)).isEmpty();
        assertThat(Naming.tooLong("a".repeat(54), Topology.EMPTY)).hasValueSatisfying(s -> assertThat(s).contains("at most 53", "releases"));
        assertThat(new Key(Kind.RELEASE, "default", "a".repeat(53) + "-r99999999").name()).as("the longest release").hasSize(63);
        assertThat(Naming.component("default", "shop", "a".repeat(58)).name()).as("the longest component").hasSize(63);
    }

    @Test
    void networksAndVolumesHaveNamesAPersonWouldChoose() {
        assertThat(Naming.network("default", "shop", "default", NetworkSpec.PLAIN)).isEqualTo("shop-default");
        assertThat(Naming.volume("team", "shop", "data", VolumeSpec.PLAIN)).isEqualTo("team-shop-data");
        assertThat(Naming.volume("team", "shop", "data", new VolumeSpec(Optional.of("theirs"), false, null, null, null, false))).isEqualTo("theirs");
        assertThat(Naming.network("team", "shop", "proxy", EXTERNAL)).as("not ours, so not renamed").isEqualTo("proxy");
    }

    @Test
    void aStampLeadsToItsComponent() {
        assertThat(Naming.component(definition("team", "shop", "web", "uid").stamp(3))).isEqualTo(new Key(Kind.COMPONENT, "team", "shop-web"));
    }

    private static Topology components(String... names) {
        return Topology.EMPTY.withComponents(Arrays.stream(names).collect(Collectors.toMap(n -> n, _ -> ComponentSpec.ofImage("v1"))));
    }

    private static Definition definition(String project, String assembly, String component, String uid) {
        return Definition.of(new Definition.Identity("plane", project, assembly, component, uid), ComponentSpec.ofImage("v1"), "v1", Map.of(), Definition.EngineNames.NONE);
    }
}

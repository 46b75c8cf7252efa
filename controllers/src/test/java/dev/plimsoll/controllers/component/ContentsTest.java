package dev.plimsoll.controllers.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Topology;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentsTest {
    private static final Key SITE = new Key(Kind.CONFIG, "default", "site");
    private static final Key PASSWORD = new Key(Kind.SECRET, "default", "password");
    private static final Key RELEASE = new Key(Kind.RELEASE, "default", "shop-r3");
    private final Map<Key, Resource> stored = new HashMap<>();

    ContentsTest() {
        put(SITE, new ConfigSpec(Map.of("a", "now")));
        put(PASSWORD, new SecretSpec(Map.of("a", "sealed now")));
        put(RELEASE, new ReleaseSpec(3, AssemblySpec.of(Topology.EMPTY), Map.of("site", new ConfigSpec(Map.of("a", "then"))),
            Map.of("password", new SecretSpec(Map.of("a", "sealed then"))), Map.of("config/site", 7L)));
    }

    @Test
    void withoutAReleaseTheyAreAsTheyAreNow() {
        assertThat(of(Optional.empty(), SITE)).contains(new Contents.Content(0, Map.of("a", "now")));
        assertThat(of(Optional.empty(), new Key(Kind.CONFIG, "default", "none"))).isEmpty();
    }

    @Test
    void withOneTheyAreAsItRemembersThem() {
        assertThat(of(Optional.of(RELEASE), SITE)).contains(new Contents.Content(7, Map.of("a", "then")));
        stored.remove(SITE);
        assertThat(of(Optional.of(RELEASE), SITE)).as("gone since").contains(new Contents.Content(7, Map.of("a", "then")));
    }

    @Test
    void aReleaseThatKnowsNoVersionOrIsGoneIsPassedOver() {
        assertThat(of(Optional.of(RELEASE), PASSWORD)).contains(new Contents.Content(0, Map.of("a", "sealed now")));
        stored.remove(RELEASE);
        assertThat(of(Optional.of(RELEASE), SITE)).contains(new Contents.Content(0, Map.of("a", "now")));
    }

    private Optional<Contents.Content> of(Optional<Key> release, Key key) {
        return new Contents(k -> Optional.ofNullable(stored.get(k)), release).of(key);
    }

    private void put(Key key, Spec spec) {
        stored.put(key, Resource.declared(Metadata.named(key.project(), key.name()), spec));
    }
}

package dev.plimsoll.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldChangesTest {
    private static AssemblySpec assembly(Map<String, ComponentSpec> components) {
        return AssemblySpec.of(new Topology(components, Map.of(), Map.of()));
    }

    @Test
    void namesEachFieldThatDiffers() {
        var web = ComponentSpec.ofImage("web:1");
        var before = assembly(Map.of("web", web));
        var after = assembly(Map.of("web", web.withReplicas(3).withImage("web:2").withEnvironment(Map.of("A", "1")), "db", ComponentSpec.ofImage("db")));
        assertThat(FieldChanges.between(before, before)).isEmpty();
        assertThat(FieldChanges.between(before, after)).containsExactlyInAnyOrder(
            new FieldChange("topology.components.web.image", "web:1", "web:2"),
            new FieldChange("topology.components.web.environment.A", "", "1"),
            new FieldChange("topology.components.web.replicas", "1", "3"),
            new FieldChange("topology.components.db", "", "{\"image\":\"db\"}"));
    }

    @Test
    void neverShowsASecret() {
        assertThat(FieldChanges.between(new SecretSpec(Map.of("a", "one", "b", "same", "c", "gone")), new SecretSpec(Map.of("a", "two", "b", "same", "d", "new"))))
            .containsExactlyInAnyOrder(new FieldChange("data.a", "(changed)", "(changed)"), new FieldChange("data.c", "(changed)", ""), new FieldChange("data.d", "", "(changed)"));
        assertThat(FieldChanges.creating(new SecretSpec(Map.of("a", "one")))).containsExactly(new FieldChange("data.a", "", "(changed)"));
    }

    @Test
    void findsADifferenceExactlyWhenThereIsOne() {
        for (var kind : Kind.values()) {
            for (long seed = 0; seed < 100; seed++) {
                Spec one = new RandomModel(seed).of(kind.specType());
                Spec other = new RandomModel(seed + 1).of(kind.specType());
                assertThat(FieldChanges.between(one, new RandomModel(seed).of(kind.specType()))).isEmpty();
                assertThat(FieldChanges.between(one, other).isEmpty()).as(kind + " seed " + seed).isEqualTo(one.equals(other));
            }
        }
    }
}

package dev.plimsoll.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.JsonText;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemasTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Schemas.text(), InputFormat.JSON);

    private static List<String> complaints(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static String json(String yaml) {
        return JsonText.of(Yaml.read("a.yaml", yaml, new Findings()).getFirst());
    }

    @Test
    void acceptsWhatIsAccepted() {
        assertThat(complaints(json(ManifestsTest.ASSEMBLY))).isEmpty();
        assertThat(complaints("{\"apiVersion\":\"plimsoll/v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"image\":\"a\",\"replicas\":\"${N}\"}}")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "RELEASE", mode = EnumSource.Mode.EXCLUDE)
    void acceptsEveryResource(Kind kind) {
        for (long seed = 0; seed < 20; seed++) {
            var random = new RandomModel(seed);
            var text = ResourceJson.resource(new Resource(kind, Metadata.named("p", "n"), random.of(kind.specType()), random.of(kind.statusType())));
            assertThat(complaints(text)).as("seed " + seed + "\n" + text).isEmpty();
        }
    }

    @Test
    void refusesWhatIsRefused() {
        for (var change : Map.of("image: nginx:1.27", "imge: nginx", "replicas: 2", "replicas: lots", "type: volume", "type: volumn", "start-first", "begin-first",
            "kind: Assembly", "kind: Asembly", "apiVersion: plimsoll/v1", "apiVersion: v1", "size: 64m", "size: [64m]").entrySet()) {
            var text = ManifestsTest.ASSEMBLY.replace(change.getKey(), change.getValue());
            assertThat(complaints(json(text))).as(change.getValue()).isNotEmpty();
            assertThat(Manifests.read(new Bundle(Map.of("a.yaml", text), Map.of(), Set.of(), Set.of(), Map.of()), "p").hasErrors()).as(change.getValue()).isTrue();
        }
    }

    @Test
    void explains() {
        assertThat(Explain.of("component.health.test")).satisfies(e -> {
            assertThat(e.path()).isEqualTo("component.health.test");
            assertThat(e.type()).isEqualTo("a list, each a text");
            assertThat(e.doc()).isEqualTo("CMD and words, CMD-SHELL and a line, or NONE.");
        });
        assertThat(Explain.of("assembly.topology.components.web.health").children()).extracting(Explain.Child::name)
            .containsExactly("test", "interval", "timeout", "retries", "startPeriod", "startInterval");
        assertThat(Explain.of("assemblies").children()).extracting(Explain.Child::name).contains("plan", "topology");
        assertThat(Explain.of("component.mounts[0].size").type()).isEqualTo("a size such as 64m");
        assertThat(Explain.of("").children()).hasSize(Kind.values().length);
        assertThatThrownBy(() -> Explain.of("component.helth")).isInstanceOf(InvalidValue.class).hasMessage("'helth' is no field of component; did you mean 'health'?");
        assertThatThrownBy(() -> Explain.of("asembly")).isInstanceOf(InvalidValue.class).hasMessageContaining("did you mean 'assembly'?");
    }
}

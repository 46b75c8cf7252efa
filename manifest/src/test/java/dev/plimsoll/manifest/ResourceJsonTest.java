package dev.plimsoll.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResourceJsonTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsBackWhatItWrote(Kind kind) {
        for (long seed = 0; seed < 300; seed++) {
            var random = new RandomModel(seed);
            Spec spec = random.of(kind.specType());
            Status status = random.of(kind.statusType());
            var metadata = random.of(Metadata.class);
            assertThat(ResourceJson.readSpec(kind, ResourceJson.spec(spec))).as("seed " + seed).isEqualTo(spec);
            assertThat(ResourceJson.readStatus(kind, ResourceJson.status(status))).as("seed " + seed).isEqualTo(status);
            assertThat(ResourceJson.readMetadata(ResourceJson.metadata(metadata))).as("seed " + seed).isEqualTo(metadata);
            var resource = new Resource(kind, metadata, spec, status);
            assertThat(ResourceJson.readResource(ResourceJson.resource(resource))).as("seed " + seed).isEqualTo(resource);
        }
    }

    @Test
    void writesShort() {
        var spec = new ComponentSpec("nginx:1.27", null, null, null, null, Map.of("A", "1"), null, null,
            List.of(new Port(80, "tcp", Optional.of(8080), Optional.empty(), Optional.empty(), Optional.empty())),
            List.of(new Mount.Volume(Optional.of("data"), "/data", false, false)), null, null, null, null, 1, null, null, null, null, null, null);
        assertThat(ResourceJson.spec(spec)).isEqualTo("{\"image\":\"nginx:1.27\",\"environment\":{\"A\":\"1\"},"
            + "\"ports\":[{\"target\":80,\"published\":8080}],\"mounts\":[{\"type\":\"volume\",\"volume\":\"data\",\"target\":\"/data\"}]}");
    }

    @Test
    void passesOverWhatOtherVersionsKnow() {
        assertThat(ResourceJson.readSpec(Kind.COMPONENT, "{\"image\":\"a\",\"fromTheFuture\":{\"x\":[1]}}")).isEqualTo(ComponentSpec.ofImage("a"));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> ResourceJson.readSpec(Kind.COMPONENT, "{\"image\":\"a\",\"replicas\":\"many\"}"))
            .isInstanceOf(InvalidValue.class).hasMessageContaining("replicas: 'many' is not a whole number");
        assertThatThrownBy(() -> ResourceJson.readSpec(Kind.COMPONENT, "{\"image\":")).isInstanceOf(InvalidValue.class).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> ResourceJson.readSpec(Kind.COMPONENT, "{\"a\":".repeat(100_000))).isInstanceOf(InvalidValue.class);
    }
}

package dev.plimsoll.engines.docker.swarm.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Placement;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A service in the Swarm's words.
class ServiceDocumentTest {
    private static final ApiVersion API = new ApiVersion(1, 41);

    @Test
    void withTheMeshPortsAreEverybodysAndWithoutItEachMachines() {
        var web = sample().port(80, 8080).service("h1", 2);

        assertThat(of(web, true).path("EndpointSpec").toString()).isEqualTo("{\"Mode\":\"vip\",\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":80,\"PublishedPort\":8080,\"PublishMode\":\"ingress\"}]}");
        assertThat(of(web, false).path("EndpointSpec").toString()).isEqualTo("{\"Mode\":\"dnsrr\",\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":80,\"PublishedPort\":8080,\"PublishMode\":\"host\"}]}");
    }

    @Test
    void whoHoldsAHostPortIsStoppedFirst() {
        var web = sample().port(80, 8080).service("h1", 2);

        assertThat(of(web, true).path("UpdateConfig").path("Order").asText()).isEqualTo("start-first");
        assertThat(of(web, false).path("UpdateConfig").path("Order").asText()).isEqualTo("stop-first");
    }

    @Test
    void aNewInstanceProvesItselfBeforeTheNextBatchAndFailurePauses() {
        var update = of(sample().update(new UpdatePolicy(null, 2, Duration.ofSeconds(3), Duration.ofSeconds(5), null, 1, null)).service("h1", 4), true).path("UpdateConfig");

        assertThat(update.path("Parallelism").asInt()).isEqualTo(2);
        assertThat(update.path("Delay").asLong()).isEqualTo(Duration.ofSeconds(8).toNanos());
        assertThat(update.path("Monitor").asLong()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(update.path("MaxFailureRatio").asDouble()).isEqualTo(0.25);
        assertThat(update.path("FailureAction").asText()).isEqualTo("pause");
        assertThat(of(sample().update(new UpdatePolicy(null, 1, null, null, null, 0, UpdatePolicy.OnFailure.PROCEED)).service("h1", 4), true).path("UpdateConfig")
            .path("FailureAction").asText()).isEqualTo("continue");
    }

    @Test
    void placementAndResources() {
        var limits = new Limits(Optional.of(0.5), Optional.of(64L << 20), Optional.of(100L), Optional.of(0.25), Optional.of(32L << 20), null, null, null, null);
        var task = of(sample().limits(limits).placement(new Placement(false, List.of("node.role==worker"), List.of("node.labels.zone"), 2)).service("h1", 4), true).path("TaskTemplate");

        assertThat(task.path("Placement").toString()).isEqualTo("{\"Constraints\":[\"node.role==worker\",\"node.labels.plimsoll.role!=satellite\",\"node.labels.plimsoll.role!=router\"],\"Preferences\":[{\"Spread\":{\"SpreadDescriptor\":\"node.labels.zone\"}}],\"MaxReplicas\":2}");
        assertThat(task.path("Resources").toString()).isEqualTo("{\"Limits\":{\"NanoCPUs\":500000000,\"MemoryBytes\":67108864,\"Pids\":100},\"Reservations\":{\"NanoCPUs\":250000000,\"MemoryBytes\":33554432}}");
        assertThat(of(sample().placement(new Placement(true, null, null, 0)).service("h1", 4), true).path("Mode").toString()).isEqualTo("{\"Global\":{}}");
    }

    @Test
    void whatLooksLikeAPlaceholderAndIsNoneMeansItself() {
        var document = of(sample().environment("TEMPLATE", "{{.Task.Slot}} of {{x}}").service("h1", 1), true);

        assertThat(document.path("TaskTemplate").path("ContainerSpec").path("Env").get(0).asText()).isEqualTo("TEMPLATE={{\"{{\"}}.Task.Slot}} of {{\"{{\"}}x}}");
    }

    @Test
    void aVolumeForEachSlotIsNamedByTheSwarm() {
        var document = of(sample().mount(new Mount.Volume(Optional.of("data-" + Part.Service.SLOT), "/data", false, false)).service("h1", 2), true);

        assertThat(document.path("TaskTemplate").path("ContainerSpec").path("Mounts").get(0).path("Source").asText()).isEqualTo("data-{{.Task.Slot}}");
    }

    @Test
    void filesAreConfigsOrSecretsByWhereTheyComeFromAndNoHashOfThemIsWritten() {
        var secret = new Part.FileContent("/run/key", new SecretText("whisper"), 1, 2, 0400, true);
        var config = new Part.FileContent("/etc/app", new SecretText("loud"), 0, 0, 0444, false);
        var web = sample().file(secret).file(config).service("h1", 1);
        var names = List.of(FileDocuments.name(web, secret), FileDocuments.name(web, config));
        var louder = new Part.FileContent("/run/key", new SecretText("shout"), 1, 2, 0400, true);

        assertThat(FileDocuments.name(web, louder)).as("the name tells nothing of the content").isEqualTo(names.getFirst());
        assertThat(FileDocuments.name(sample().service("h2", 1), secret)).as("another definition, another name").isNotEqualTo(names.getFirst());
        assertThat(names).allMatch(name -> name.length() <= 64);
        var container = ServiceDocument.of(web, List.of(new FileDocuments.Named(secret, "s1", "n1"), new FileDocuments.Named(config, "c1", "n2")), true, API).path("TaskTemplate").path("ContainerSpec");
        assertThat(container.path("Secrets").toString()).isEqualTo("[{\"SecretID\":\"s1\",\"SecretName\":\"n1\",\"File\":{\"Name\":\"/run/key\",\"UID\":\"1\",\"GID\":\"2\",\"Mode\":256}}]");
        assertThat(container.path("Configs").size()).isEqualTo(1);
        assertThat(container.toString()).doesNotContain("whisper");
    }

    @Test
    void whatTheSwarmTakesNotIsSaidBeforeItIsAsked() {
        var empty = new Part.FileContent("/etc/app", new SecretText(""), 0, 0, 0444, false);

        assertThatThrownBy(() -> FileDocuments.of(sample().service("h1", 1), empty, "n")).isInstanceOf(EngineFailure.Rejected.class).hasMessageContaining("/etc/app");
    }

    private static Sample sample() {
        return Sample.instance("plane", "web", "sha256:abc");
    }

    private static JsonNode of(Part.Service service, boolean mesh) {
        return ServiceDocument.of(service, List.of(), mesh, API);
    }
}

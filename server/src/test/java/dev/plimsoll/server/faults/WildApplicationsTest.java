package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.compose.apps.App;
import dev.plimsoll.manifest.ResourceYaml;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Placeholder;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Applications of kinds found in the wild, deployed on the real engine with [stand-in images][StandIn]: what was declared is there, and nothing is left.
/// `-Dapps=voting,chat` takes only these.
@Tag("docker")
@Tag("slow")
@Order(2)
class WildApplicationsTest {
    private static final Path APPS = Path.of("../compose/src/test/resources/apps");

    @TempDir
    private static Path folder;
    private static RealServer server;
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @BeforeAll
    static void begin() {
        Containers.OF_THIS_MACHINE.makeBusybox();
        server = RealServer.started(folder.resolve("state"));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    static List<App> apps() throws IOException {
        var only = System.getProperty("apps", "");
        return App.in(APPS).stream().filter(a -> only.isEmpty() || List.of(only.split(",")).contains(a.name())).toList();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void isThereAsDeclaredAndThenIsGone(App app) {
        var assembly = "wild-" + app.name();
        var declared = app.declared(assembly);
        assertThat(declared.hasErrors()).as(declared.findings().toString()).isFalse();
        engine.clear(assembly);
        try {
            var resources = declared.resources().stream().map(this::standingIn).toList();
            server.deploy(assembly, ResourceYaml.text(resources));
            requireThere(assembly, topology(resources));
            server.deleteWithVolumes(assembly);
            assertThat(engine.all(assembly)).isEmpty();
            assertThat(engine.networks(assembly)).isEmpty();
            assertThat(engine.volumes(assembly)).isEmpty();
        } finally {
            engine.clear(assembly);
        }
    }

    private void requireThere(String assembly, Topology topology) {
        assertThat(engine.volumes(assembly)).as("volumes").hasSizeGreaterThanOrEqualTo(used(topology).size());
        assertThat(engine.networks(assembly)).as("networks").hasSizeGreaterThanOrEqualTo(topology.networks().size());
        topology.components().forEach((name, component) -> {
            var containers = engine.all(assembly, name);
            var primary = component.group().sidekickOf().map(topology.components()::get).orElse(component);
            assertThat(containers).as(name).hasSize(primary.replicas());
            containers.forEach(id -> requireMade(name, component, engine.inspected(id)));
        });
    }

    private static void requireMade(String name, ComponentSpec component, JsonNode container) {
        if (component.restart().mode() != Restart.Mode.NEVER) {
            assertThat(container.path("State").path("Running").asBoolean()).as(name + " runs").isTrue();
        }
        var mounted = container.path("Mounts").valueStream().map(m -> m.path("Destination").asText()).collect(Collectors.toCollection(TreeSet::new));
        container.path("HostConfig").path("Tmpfs").fieldNames().forEachRemaining(mounted::add);
        assertThat(mounted).as(name + " has mounts").containsAll(component.mounts().stream().map(m -> Path.of(m.target()).normalize().toString()).toList());
        var networks = container.path("NetworkSettings").path("Networks");
        assertThat(networks.size()).as(name + " is on its networks").isGreaterThanOrEqualTo(component.networks().size());
        component.networks().forEach(attachment -> assertThat(networks.valueStream().flatMap(n -> n.path("Aliases").valueStream()).map(JsonNode::asText))
            .as(name + " has its aliases").containsAll(attachment.aliases()));
        assertThat(container.path("Config").path("Env").valueStream().map(JsonNode::asText)).as(name + " has its variables")
            .containsAll(component.environment().entrySet().stream().filter(e -> !Placeholder.occurs(e.getValue())).map(e -> e.getKey() + "=" + e.getValue()).toList());
        component.labels().forEach((label, value) -> assertThat(container.path("Config").path("Labels").path(label).asText()).as(name + " has " + label).isEqualTo(value));
        if (component.restart().mode() != Restart.Mode.NEVER && component.isolation().namespaces().get("network") == null) {
            component.ports().stream().filter(p -> p.published().isPresent()).forEach(p -> assertThat(container.path("NetworkSettings").path("Ports")
                .path(p.target() + "/" + p.protocol()).path(0).path("HostPort").asInt()).as(name + " publishes " + p.target()).isPositive());
        }
    }

    private static Set<String> used(Topology topology) {
        return topology.components().values().stream().flatMap(c -> c.mounts().stream())
            .flatMap(m -> m instanceof Mount.Volume v ? v.volume().stream() : Stream.empty()).collect(Collectors.toSet());
    }

    private static Topology topology(List<Resource> resources) {
        return resources.stream().filter(r -> r.spec() instanceof AssemblySpec).map(r -> ((AssemblySpec) r.spec()).topology()).findFirst().orElseThrow();
    }

    private Resource standingIn(Resource resource) {
        return resource.spec() instanceof AssemblySpec spec ? resource.withSpec(new StandIn(folder.resolve("binds")).of(spec)) : resource;
    }
}

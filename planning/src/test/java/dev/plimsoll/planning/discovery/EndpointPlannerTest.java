package dev.plimsoll.planning.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.discovery.EndpointPlanner.Host;
import dev.plimsoll.planning.discovery.EndpointPlanner.Sight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointPlannerTest {
    @Test
    void onlyWhatRunsIsFoundInOrderOfSlots() {
        var found = instances(Map.of(), seen("c", 3, State.RUNNING, Health.NONE), seen("x", 2, State.EXITED, Health.NONE), seen("y", 4, State.PENDING, Health.NONE), seen("z", 5, State.REMOVING, Health.NONE),
            seen("a", 1, State.RUNNING, Health.UNHEALTHY));

        assertThat(found).extracting(Endpoint::id).containsExactly("a", "c");
        assertThat(found).extracting(Endpoint::ready).containsExactly(false, true);
    }

    @Test
    void equalLooksMakeEqualEndpoints() {
        var one = seen("a", 1, State.RUNNING, Health.NONE);
        var other = seen("b", 2, State.RUNNING, Health.NONE);

        assertThat(instances(Map.of("tier", "front"), one, other)).isEqualTo(instances(Map.of("tier", "front"), other, one));
    }

    @Test
    void portsAreReachedInsideAndWhereTheirMachinePublishesThem() {
        var found = instances(Map.of(), seen("a", 1, State.RUNNING, Health.NONE));

        assertThat(found.getFirst().ports()).containsExactly(
            new EndpointPort("web", "tcp", 80, Optional.of(new Place("172.17.0.5", 80)), Optional.of(new Place("127.0.0.1", 8080))),
            new EndpointPort("", "udp", 5353, Optional.of(new Place("172.17.0.5", 5353)), Optional.empty()));
    }

    @Test
    void aPublishedPortOfAClusterIsReachedAtTheMachine() {
        var away = new SeenInstance("t", "shop-web.1.t", stamp(1), "image", State.RUNNING, Health.NONE, Optional.empty(), 0, Optional.empty(), "", false, List.of("0.0.0.0:8080->80/tcp"), List.of(), "node1");

        var found = EndpointPlanner.instances(component(Map.of()), List.of(new Sight(List.of(away), "prod", Map.of("node1", new Host("worker-1", "10.0.0.7")))));

        assertThat(found.getFirst().machine()).isEqualTo("worker-1");
        assertThat(found.getFirst().component().cluster()).isEqualTo("prod");
        assertThat(found.getFirst().ports().getFirst().place()).contains(new Place("10.0.0.7", 8080));
    }

    @Test
    void labelsSayWhatIsScraped() {
        var one = seen("a", 1, State.RUNNING, Health.NONE);

        assertThat(instances(Map.of(), one).getFirst().metrics()).as("nothing is scraped that does not say so").isEmpty();
        assertThat(instances(Map.of("prometheus.io/scrape", "true"), one).getFirst().metrics()).as("the lowest port")
            .containsExactly(new Metrics("web", 80, new Place("172.17.0.5", 80), "/metrics", "http"));
        assertThat(instances(Map.of("prometheus.io/scrape", "true", "prometheus.io/port", "9113, 80,x,70000", "prometheus.io/path", "stats", "prometheus.io/scheme", "https", "prometheus.io/exporter", "nginx"), one)
            .getFirst().metrics()).as("one that was not declared is a port too").containsExactly(
                new Metrics("nginx", 80, new Place("172.17.0.5", 80), "/stats", "https"), new Metrics("nginx", 9113, new Place("172.17.0.5", 9113), "/stats", "https"));
        assertThat(instances(Map.of("prometheus.io/scrape", "true", "prometheus.io/path", "x".repeat(600)), one).getFirst().metrics()).isEmpty();
    }

    @Test
    void aServiceIsNamedAfterItsComponentAndWithSeveralPortsAfterThemToo() {
        var two = instances(Map.of(), seen("a", 1, State.RUNNING, Health.NONE)).getFirst();

        assertThat(ServiceName.of(two).keySet()).extracting(ServiceName::name).containsExactlyInAnyOrder("shop-web-80", "shop-web-5353-udp");
        var single = new Endpoint(two.of(), two.sort(), two.id(), two.name(), two.component(), "", true, two.addresses(), two.ports().subList(0, 1), List.of(), Map.of());
        assertThat(ServiceName.of(single)).containsOnlyKeys(new ServiceName("default", "shop-web"));
    }

    private static List<Endpoint> instances(Map<String, String> labels, SeenInstance... seen) {
        return EndpointPlanner.instances(component(labels), List.of(new Sight(List.of(seen), "", Map.of())));
    }

    private static Resource component(Map<String, String> labels) {
        var ports = List.of(new Port(80, "tcp", Optional.of(8080), Optional.empty(), Optional.empty(), Optional.of("web")), new Port(5353, "udp", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        return Resource.declared(Metadata.named("default", "shop-web"), ComponentSpec.ofImage("shop").withPorts(ports).withLabels(labels));
    }

    private static SeenInstance seen(String id, int slot, State state, Health health) {
        return new SeenInstance(id, "shop-web-" + slot, stamp(slot), "image", state, health, Optional.empty(), 0, Optional.empty(), "", false, List.of("0.0.0.0:8080->80/tcp"), List.of("172.17.0.5"));
    }

    private static Stamp stamp(int slot) {
        return new Stamp("plane", "default", "shop", "web", slot, "hash", "uid");
    }
}

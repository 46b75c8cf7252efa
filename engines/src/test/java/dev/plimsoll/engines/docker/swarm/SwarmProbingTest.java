package dev.plimsoll.engines.docker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Probing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where probes of tasks go.
class SwarmProbingTest {
    private final List<String> tried = new ArrayList<>();
    private final SwarmProbing probing = new SwarmProbing((instance, probe) -> {
        tried.add(instance.reachable() + ":" + probe.port());
        return Probing.Answer.PASSED;
    });

    @Test
    void aPortItsOwnMachinePublishesIsTriedThere() {
        assertThat(probing.attempt(at("10.0.0.7:30001->8080/tcp", "10.0.0.7:30002->9090/tcp"), Probe.tcp(9090)).passed()).isTrue();
        assertThat(tried).containsExactly("[10.0.0.7]:30002");
    }

    @Test
    void whatLeadsToAnybodyOrNobodyIsNotTried() {
        assertThat(probing.attempt(at("0.0.0.0:80->8080/tcp"), Probe.tcp(8080)).sentence()).contains("health check");
        assertThat(probing.attempt(at(), Probe.tcp(8080)).passed()).isFalse();
        assertThat(tried).isEmpty();
    }

    private static SeenInstance at(String... addresses) {
        return new SeenInstance("t1", "web.1", new Stamp("p", "shop", "", "web", 1, "h", "u"), "image", SeenInstance.State.RUNNING, SeenInstance.Health.NONE, Optional.empty(), 0,
            Optional.empty(), "", false, List.of(addresses));
    }
}

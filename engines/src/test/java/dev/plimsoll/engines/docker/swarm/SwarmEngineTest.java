package dev.plimsoll.engines.docker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineSubject;
import dev.plimsoll.ports.ServiceEngineContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The promises of engines with services, kept by a real swarm of one machine.
@Tag("docker")
class SwarmEngineTest extends ServiceEngineContract {
    private static Lab lab;

    @BeforeAll
    @Timeout(120)
    static void boot() {
        lab = new Lab(1);
        lab.machine(1).wire().ask(Call.post("form a swarm", Route.to("/swarm/init")).json(Map.of("ListenAddr", "0.0.0.0:2377", "AdvertiseAddr", lab.machine(1).address())));
        // It is a swarm at once, and has a machine that takes tasks a little later.
        while (!lab.machine(1).wire().ask(Call.get("list nodes", Route.to("/nodes"))).json().path(0).path("Status").path("State").asText().equals("ready")) {
            Lab.pause();
        }
    }

    @AfterAll
    static void shutDown() {
        lab.close();
    }

    @Test
    void filesOfFormerVersionsGoWithTheNextUpdateAndAllWithTheirService() {
        created(edition(1));
        engine().update(edition(2));
        settled(edition(2));
        assertThat(files()).as("the former ones stay until the new ones have proved themselves").isEqualTo(4);

        engine().update(edition(3));
        settled(edition(3));
        assertThat(files()).as("the first ones are gone").isEqualTo(4);

        remove(edition(3));
        assertThat(files()).isZero();
    }

    @Test
    void filesOfFormerVersionsGoWithoutAnotherUpdateToo() {
        created(edition(1));
        assertThat(minded().filesLeft()).isFalse();
        engine().update(edition(2));
        settled(edition(2));
        assertThat(minded().filesLeft()).isTrue();

        engine().minding().orElseThrow().apply(new Remedy.RemoveFiles(minded().id(), minded().name()));

        assertThat(files()).isEqualTo(2);
        assertThat(minded().filesLeft()).isFalse();
        assertThat(output(settled(edition(2)).getFirst(), "cat", "/run/key")).isEqualTo("key 2");
    }

    private CheckUp.Service minded() {
        return engine().minding().orElseThrow().look(plane()).services().getFirst();
    }

    private Part.Service edition(int number) {
        return sample("web").file(new Part.FileContent("/etc/app", new SecretText("edition " + number), 0, 0, 0444, false))
            .file(new Part.FileContent("/run/key", new SecretText("key " + number), 0, 0, 0400, true)).service("h" + number, 1);
    }

    /// Configs and secrets of this test.
    private int files() {
        return List.of("configs", "secrets").stream().mapToInt(kind -> lab.machine(1).wire().ask(Call.get("list " + kind, Route.to("/" + kind)
            .filtered(Map.of("label", List.of(Stamp.PLANE + "=" + plane()))))).json().size()).sum();
    }

    @Override
    protected EngineSubject open() {
        return new SwarmSubject(lab);
    }
}

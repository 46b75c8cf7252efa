package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.ports.EngineSubject;
import dev.plimsoll.ports.ServiceEngineContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/// The promises of engines with services, kept by a real swarm of one machine.
@Tag("docker")
class SwarmEngineTest extends ServiceEngineContract {
    private static Lab lab;

    @BeforeAll
    static void boot() {
        lab = new Lab(1);
        lab.machine(1).wire().ask(Call.post("form a swarm", Route.to("/swarm/init")).json(Map.of("ListenAddr", "0.0.0.0:2377", "AdvertiseAddr", lab.machine(1).address())));
    }

    @AfterAll
    static void shutDown() {
        lab.close();
    }

    @Override
    protected EngineSubject open() {
        return new SwarmSubject(lab);
    }
}

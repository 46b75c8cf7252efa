package dev.plimsoll.engines.docker;

import dev.plimsoll.ports.EngineContract;
import dev.plimsoll.ports.EngineSubject;
import org.junit.jupiter.api.Tag;

/// The whole contract, by Unix socket.
@Tag("docker")
class DockerEngineTest extends EngineContract {
    @Override
    protected EngineSubject open() {
        return new DockerSubject(Relay.onSocket());
    }
}

package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.Capabilities;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineSubject;
import dev.plimsoll.ports.Hands;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The Docker Engine of this machine, reached through a relay.
final class DockerSubject implements EngineSubject {
    static final String SOCKET = "unix:///var/run/docker.sock";

    private final Relay relay;
    private final Wire direct = new Wire(DockerAddress.of(SOCKET));
    private final DockerEngine engine;
    private final DockerHands hands;
    private final String image;

    DockerSubject(Relay relay) {
        this.relay = relay;
        engine = new DockerEngine(DockerAddress.of(relay.address()), Clock.systemUTC());
        hands = new DockerHands(direct, relay);
        image = BusyboxImage.on(direct);
    }

    Wire direct() {
        return direct;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.ALL;
    }

    @Override
    public Hands hands() {
        return hands;
    }

    @Override
    public String image() {
        return image;
    }

    @Override
    public String imageTag() {
        return BusyboxImage.TAG;
    }

    @Override
    public void passTime() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Failed builds leave layers without a name behind; those of the suite carry a label.
    @Override
    public void removeLeftovers(String plane) {
        direct.ask(Call.post("clean up", Route.to("/images/prune").filtered(Map.of("dangling", List.of("true"), "label", List.of("made-for=" + plane)))));
    }

    @Override
    public void close() {
        hands.close();
        engine.close();
        direct.close();
        relay.close();
    }
}

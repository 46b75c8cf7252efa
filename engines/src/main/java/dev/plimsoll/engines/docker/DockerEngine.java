package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.probe.SocketProbing;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFacts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Probing;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One Docker Engine, 20.10 or newer, by socket or TCP. Connects at the first call, not before, so that it can be made while
/// the engine is down.
public final class DockerEngine implements Engine {
    private final Wire wire;
    private final Clock clock;
    private final Listing listing;
    private final Instances instances;
    private final Networking networking;
    private final DockerImages images;
    private final DockerConsole console;
    private final Probing probing = new SocketProbing();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    public DockerEngine(DockerAddress address, Clock clock) {
        this(new Wire(address), clock);
    }

    /// @param wire closed with the engine
    public DockerEngine(Wire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        var networksAndVolumes = new KnownOwners();
        Set<String> underWay = ConcurrentHashMap.newKeySet();
        listing = new Listing(wire, clock, networksAndVolumes, underWay);
        instances = new Instances(wire, underWay);
        networking = new Networking(wire, networksAndVolumes);
        images = new DockerImages(wire);
        console = new DockerConsole(wire);
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public EngineFacts facts() {
        return new Facts(wire).ask();
    }

    @Override
    public Inventory inventory(String plane) {
        return listing.of(plane);
    }

    @Override
    public void create(Part part) {
        switch (part) {
            case Part.Instance instance -> instances.create(instance);
            case Part.Network network -> networking.create(network);
            case Part.Volume volume -> networking.create(volume);
            case Part.Service service -> throw noServices(service);
        }
    }

    @Override
    public void update(Part.Service service) {
        throw noServices(service);
    }

    @Override
    public void remove(PartRef ref, Duration grace) {
        switch (ref.type()) {
            case INSTANCE -> instances.remove(ref.id(), grace);
            case SERVICE -> { }
            case NETWORK -> networking.removeNetwork(ref.id());
            case VOLUME -> networking.removeVolume(ref.id());
        }
    }

    @Override
    public AutoCloseable watch(String plane, Consumer<Nudge> onNudge) {
        var stream = new EventStream(wire, clock, listing, new EventStream.Watcher(plane, onNudge));
        streams.add(stream);
        stream.start();
        return () -> {
            streams.remove(stream);
            stream.close();
        };
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public Probing probing() {
        return probing;
    }

    private static EngineFailure noServices(Part.Service service) {
        return new EngineFailure.Rejected("NotSupported", "cannot make the service " + service.name() + ": one engine alone has instances only", null);
    }

    @Override
    public void close() {
        streams.forEach(EventStream::close);
        wire.close();
    }
}

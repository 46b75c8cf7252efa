package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.swarm.minding.Rounds;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFacts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Minding;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Probing;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A Swarm, 20.10 or newer, through one of its managers. Connects at the first call.
public final class SwarmEngine implements Engine {
    private final Wire wire;
    private final Clock clock;
    private final DockerEngine manager;
    private final SwarmServices services;
    private final SwarmListing listing;
    private final SwarmNetworks networks;
    private final MachineEngines engines;
    private final Optional<Workshop> workshop;
    private final Images images;
    private final Console console;
    private final Probing probing;
    private final Minding minding;
    private final Set<TaskWatch> watches = ConcurrentHashMap.newKeySet();

    /// Whom it talks to.
    ///
    /// @param managers engines of managers; one that answers is asked
    /// @param machines leads to the engines of all machines
    /// @param workshop an engine that builds its images; none: a manager does
    public record Access(List<DockerAddress> managers, Machines machines, Optional<DockerAddress> workshop) {}

    /// One whose images are built by a manager.
    public SwarmEngine(List<DockerAddress> managers, Machines machines, Logins logins, Clock clock) {
        this(new Access(managers, machines, Optional.empty()), logins, clock);
    }

    /// @param logins to the registries of images
    public SwarmEngine(Access access, Logins logins, Clock clock) {
        this.wire = new Wire(access.managers());
        this.clock = clock;
        // On the same wire: an image is built where it is taken from afterwards.
        this.manager = new DockerEngine(wire, clock);
        var nodes = new Nodes(wire);
        this.engines = new MachineEngines(wire, nodes, access.machines(), clock);
        this.networks = new SwarmNetworks(this.manager, engines);
        this.services = new SwarmServices(wire, new Files(wire), new HandedLogins(logins), new ImageDelivery(wire, engines));
        this.listing = new SwarmListing(wire, this.manager, nodes, clock);
        this.workshop = access.workshop().map(address -> new Workshop(address, clock));
        this.images = new SwarmImages(this.manager.images(), wire, logins, workshop);
        this.console = new SwarmConsole(wire, engines);
        this.probing = new SwarmProbing(this.manager.probing());
        this.minding = new Rounds(wire, new ManagersBelief(nodes, listing, engines, services), clock);
    }

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public EngineFacts facts() {
        return new SwarmFacts(wire, manager).ask();
    }

    @Override
    public Inventory inventory(String plane) {
        return listing.of(plane);
    }

    @Override
    public void create(Part part) {
        switch (part) {
            case Part.Instance instance -> throw new EngineFailure.Rejected("NotSupported", "cannot make the instance " + instance.name()
                + " by itself: a Swarm makes instances by services", null);
            case Part.Service service -> acted(() -> services.create(service));
            case Part.Network network -> networks.create(network);
            case Part.Volume volume -> networks.create(volume);
        }
    }

    @Override
    public void update(Part.Service service) {
        acted(() -> services.update(service));
    }

    /// Whoever watches need not find out by itself.
    private void acted(Runnable act) {
        try {
            act.run();
        } finally {
            watches.forEach(TaskWatch::wake);
        }
    }

    @Override
    public void remove(PartRef ref, Duration grace) {
        switch (ref.type()) {
            case INSTANCE -> acted(() -> new SwarmInstances(wire, engines).remove(ref.id(), grace));
            case SERVICE -> acted(() -> services.remove(ref.id()));
            case NETWORK -> networks.removeNetwork(ref.id());
            case VOLUME -> networks.removeVolume(ref.id());
        }
    }

    @Override
    public AutoCloseable watch(String plane, Consumer<Nudge> onNudge) {
        var watch = new TaskWatch(listing, plane, onNudge);
        watches.add(watch);
        watch.start();
        var own = manager.watch(plane, nudge -> {
            watch.wake();
            // Nodes have come or gone, or may have while nobody listened.
            if (nudge.equals(Nudge.EVERYTHING)) {
                onNudge.accept(nudge);
            }
        });
        return () -> {
            watches.remove(watch);
            watch.close();
            own.close();
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

    @Override
    public Optional<Minding> minding() {
        return Optional.of(minding);
    }

    @Override
    public void close() {
        watches.forEach(TaskWatch::close);
        engines.close();
        workshop.ifPresent(Workshop::close);
        manager.close();
    }
}

package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.Mount;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Inventory.SeenNetwork;
import dev.plimsoll.model.outside.Inventory.SeenVolume;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFacts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Minding;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Probing;
import dev.plimsoll.ports.simulated.NamedThings.Thing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The simulated world's one container engine.
final class SimulatedEngine implements Engine {
    private final WorldState world;
    private final Gate gate;
    private final Images images;
    private final Console console;
    private final Probing probing;
    private final Minding minding;

    SimulatedEngine(WorldState world, Gate gate) {
        this.world = world;
        this.gate = gate;
        this.images = new SimulatedImages(world, gate);
        this.console = new SimulatedConsole(world, gate);
        this.probing = new SimulatedProbing(world, gate);
        this.minding = new SimulatedMinding(world, gate);
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public EngineFacts facts() {
        return gate.call(Call.FACTS, () -> "facts", _ -> new EngineFacts("1", "1", "simulated", 8, 64L << 30,
            Map.of(EngineFacts.HOST, "simulated", "seed", Long.toString(world.settings.seed()))));
    }

    @Override
    public Inventory inventory(String plane) {
        var asOf = world.clock.instant();
        return gate.call(Call.INVENTORY, () -> "inventory", _ -> new Inventory(asOf, world.containers.listing(plane),
            world.networks.all().stream().filter(n -> ours(n, plane)).map(n -> new SeenNetwork(n.id(), n.name(), n.stamp().orElseThrow(), world.containers.attached(n.name()))).toList(),
            world.volumes.all().stream().filter(v -> ours(v, plane)).map(v -> new SeenVolume(v.name(), v.stamp().orElseThrow())).toList(),
            world.settings.services() ? Optional.of(world.services.listing(plane)) : Optional.empty()));
    }

    @Override
    public void create(Part part) {
        gate.call(Call.CREATE, () -> "create " + part.name(), fault -> {
            switch (part) {
                case Part.Network network -> createThing(world.networks, network);
                case Part.Volume volume -> createThing(world.volumes, volume);
                case Part.Service service -> createService(service);
                case Part.Instance instance -> createInstance(instance, fault.filter(f -> f == Fault.HALF_DONE).isPresent());
            }
            return true;
        });
    }

    @Override
    public void update(Part.Service part) {
        gate.call(Call.UPDATE, () -> "update " + part.name(), _ -> {
            requireSupported(part, true);
            var there = world.services.named(part.name()).orElseThrow(() ->
                new EngineFailure.Absent("ServiceNotFound", "service " + part.name() + " not found", null));
            requireOwner(there, part);
            world.services.change(there, part);
            return true;
        });
    }

    @Override
    public void remove(PartRef ref, Duration grace) {
        var takes = gate.call(Call.REMOVE, () -> "remove " + ref.type() + " " + ref.id(), _ -> switch (ref.type()) {
            case INSTANCE -> world.containers.withId(ref.id()).map(c -> {
                requireOurs(c.stamp, c.name);
                return world.life.remove(c, grace);
            }).orElse(Duration.ZERO);
            case SERVICE -> world.services.withId(ref.id()).map(this::removeService).orElse(Duration.ZERO);
            case NETWORK -> world.networks.withId(ref.id()).map(this::removeNetwork).orElse(Duration.ZERO);
            case VOLUME -> world.volumes.named(ref.id()).map(this::removeVolume).orElse(Duration.ZERO);
        });
        gate.pass(takes);
    }

    @Override
    public AutoCloseable watch(String plane, Consumer<Nudge> onNudge) {
        var watch = new Nudges.Watch(plane, onNudge);
        gate.locked(() -> world.nudges.add(watch));
        gate.tell();
        return watch::close;
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
        return Optional.of(minding).filter(_ -> world.settings.services());
    }

    /// The world goes on.
    @Override
    public void close() {}

    private void createThing(NamedThings things, Part part) {
        var there = things.named(part.name());
        if (there.isEmpty()) {
            things.add(new Thing(world.newId(), part.name(), Optional.of(part.stamp())));
            world.nudges.about(part.stamp());
        } else {
            requireSame(there.get().stamp(), part);
        }
    }

    private void createService(Part.Service part) {
        requireSupported(part, true);
        var there = world.services.named(part.name());
        if (there.isPresent()) {
            requireSame(there.get().owner.map(_ -> there.get().part.stamp()), part);
        } else {
            requireImage(world, part.each());
            world.services.add(part, Optional.of(part.stamp()));
        }
    }

    private void requireSupported(Part part, boolean service) {
        if (service != world.settings.services()) {
            throw new EngineFailure.Rejected("NotSupported", "cannot make " + part.name() + ": this engine makes instances " + (service ? "one by one" : "by services"), null);
        }
    }

    private void requireOwner(KeptService there, Part.Service part) {
        if (there.owner.filter(o -> o.plane().equals(part.stamp().plane()) && o.uid().equals(part.stamp().uid())).isEmpty()) {
            throw new EngineFailure.Rejected("NameTaken", "the name " + part.name() + " is in use by another object", null);
        }
    }

    private Duration removeService(KeptService service) {
        requireOurs(service.owner, service.part.name());
        world.services.remove(service);
        return Duration.ZERO;
    }

    private void createInstance(Part.Instance part, boolean onlyMake) {
        requireSupported(part, false);
        var there = world.containers.named(part.name());
        if (there.isPresent()) {
            requireSame(there.get().stamp, part);
        }
        var container = there.orElseGet(() -> make(world, part, Optional.of(part.stamp())));
        // Docker names a container that was never started "created", and starts it when asked again; one that ended stays ended.
        if (!onlyMake && container.startedAt.isEmpty()) {
            world.life.start(container);
        }
    }

    private static ImageShelf.Kept requireImage(WorldState world, Part.Instance part) {
        return world.images.find(ImageReference.of(part.imageId())).orElseThrow(() ->
            new EngineFailure.Absent("ImageNotFound", "No such image: " + part.imageId(), null));
    }

    static Container make(WorldState world, Part.Instance part, Optional<Stamp> stamp) {
        var image = requireImage(world, part);
        part.companions().volumesFrom().stream().filter(v -> world.containers.named(v.instance()).isEmpty()).findFirst().ifPresent(v -> {
            throw new EngineFailure.Absent("InstanceNotFound", "No such container: " + v.instance(), null);
        });
        // A volume that is missing comes into being, as it does in Docker: as the part says, or else without anybody's stamp.
        part.mounts().stream().filter(m -> m instanceof Mount.Volume).flatMap(m -> ((Mount.Volume) m).volume().stream()).filter(v -> world.volumes.named(v).isEmpty())
            .forEach(v -> world.volumes.add(new Thing(v, v, part.volume(v).map(Part.Volume::stamp))));
        var container = new Container(world.newId(), stamp, part, Script.of(part, image.script()));
        world.containers.add(container);
        stamp.ifPresent(world.nudges::about);
        return container;
    }

    private Duration removeNetwork(Thing network) {
        requireOurs(network.stamp(), network.name());
        if (world.containers.all().stream().anyMatch(c -> c.alive() && attachedTo(c, network))) {
            throw new EngineFailure.Rejected("InUse", "network " + network.name() + " has active endpoints", null);
        }
        world.networks.remove(network);
        world.nudges.about(network.stamp().orElseThrow());
        return Duration.ZERO;
    }

    private Duration removeVolume(Thing volume) {
        requireOurs(volume.stamp(), volume.name());
        if (uses(world, volume)) {
            throw new EngineFailure.Rejected("InUse", "volume " + volume.name() + " is in use", null);
        }
        world.volumes.remove(volume);
        world.nudges.about(volume.stamp().orElseThrow());
        return Duration.ZERO;
    }

    /// Whether a container has that volume.
    static boolean uses(WorldState world, Thing volume) {
        return world.containers.all().stream().anyMatch(c -> c.part.mounts().stream().anyMatch(m ->
            m instanceof Mount.Volume mount && mount.volume().filter(volume.name()::equals).isPresent()));
    }

    private void requireSame(Optional<Stamp> there, Part part) {
        if (!there.equals(Optional.of(part.stamp()))) {
            throw new EngineFailure.Rejected("NameTaken", "the name " + part.name() + " is in use by another object", null);
        }
    }

    private void requireOurs(Optional<Stamp> stamp, String name) {
        if (stamp.isEmpty()) {
            world.ledger.violation("somebody tried to remove the foreign " + name);
            throw new EngineFailure.Rejected("NotOurs", name + " is not ours", null);
        }
    }

    private static boolean ours(Thing thing, String plane) {
        return thing.stamp().filter(s -> s.plane().equals(plane)).isPresent();
    }

    private static boolean attachedTo(Container container, Thing network) {
        return container.part.networks().stream().anyMatch(a -> a.network().equals(network.name()));
    }
}

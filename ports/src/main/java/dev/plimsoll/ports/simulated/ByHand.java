package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.simulated.NamedThings.Thing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What people, kernels and power cuts do behind our back. Never fails and takes no time; what is not there is left alone. Instances are named by the
/// engine's id.
public final class ByHand {
    private static final ComponentSpec FOREIGN = ComponentSpec.ofImage("foreign:1");

    private final WorldState world;
    private final Gate gate;

    ByHand(WorldState world, Gate gate) {
        this.world = world;
        this.gate = gate;
    }

    /// As `docker kill`: the restart rule does not apply.
    public void kill(String instance) {
        to(instance, "killed", world.life::kill);
    }

    /// Its process dies by a signal the engine did not send: the restart rule applies.
    public void crash(String instance) {
        to(instance, "crashed", c -> {
            if (c.alive()) {
                world.life.dies(c, 137, false);
            }
        });
    }

    /// As `docker stop`.
    public void stop(String instance) {
        to(instance, "stopped", c -> world.life.stop(c, Duration.ofSeconds(10)));
    }

    public void pause(String instance) {
        to(instance, "paused", world.life::pause);
    }

    public void unpause(String instance) {
        to(instance, "unpaused", world.life::goOn);
    }

    /// Its program goes on running and does its work no longer.
    public void fallIll(String instance) {
        to(instance, "fell ill", c -> world.life.becomesIll(c, true));
    }

    public void recover(String instance) {
        to(instance, "recovered", c -> world.life.becomesIll(c, false));
    }

    /// A name that is taken changes nothing.
    public void rename(String instance, String name) {
        to(instance, "renamed to " + name, c -> {
            if (world.containers.named(name).isEmpty()) {
                world.containers.rename(c, name);
                c.stamp.ifPresent(world.nudges::about);
            }
        });
    }

    /// As `docker rm --force`.
    public void delete(String instance) {
        to(instance, "deleted", c -> world.life.remove(c, Duration.ZERO));
    }

    /// As `docker rm --force`, and `docker volume rm` of the named volumes it had.
    public void deleteWithVolumes(String instance) {
        to(instance, "deleted with its volumes", c -> {
            world.life.remove(c, Duration.ZERO);
            c.part.volumes().forEach(v -> world.volumes.named(v.name()).filter(there -> !SimulatedEngine.uses(world, there)).ifPresent(world.volumes::remove));
        });
    }

    public void foreignContainer(String name) {
        act("foreign container " + name, () -> {
            var image = world.images.pulled(ImageReference.of("foreign:1"));
            // A part needs a stamp; the container is made without one.
            var part = new Part.Instance(name, new Stamp("nobody", "nobody", "", "", 0, "", ""), image.id(), FOREIGN, Map.of(), Map.of(), List.of(), List.of(),
                List.of(), List.of());
            world.life.start(SimulatedEngine.make(world, part, Optional.empty()));
        });
    }

    /// A foreign container of that name goes; one of ours stays.
    public void removeForeign(String name) {
        act("foreign container " + name + " removed", () -> world.containers.named(name).filter(c -> c.stamp.isEmpty())
            .ifPresent(c -> world.life.remove(c, Duration.ZERO)));
    }

    public void foreignService(String name) {
        act("foreign service " + name, () -> {
            var image = world.images.pulled(ImageReference.of("foreign:1"));
            var stamp = new Stamp("nobody", "nobody", "", "", 0, "", "");
            world.services.add(new Part.Service(name, stamp, new Part.Instance(name, stamp, image.id(), FOREIGN, Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of())),
                Optional.empty());
        });
    }

    public void foreignNetwork(String name) {
        act("foreign network " + name, () -> world.networks.add(new Thing(world.newId(), name, Optional.empty())));
    }

    public void foreignVolume(String name) {
        act("foreign volume " + name, () -> world.volumes.add(new Thing(name, name, Optional.empty())));
    }

    /// As `docker volume rm`: one that a container has is not removed.
    public void removeVolume(String name) {
        act("volume " + name + " removed", () -> world.volumes.named(name).filter(v -> !SimulatedEngine.uses(world, v)).ifPresent(world.volumes::remove));
    }

    /// Whether an object of that name is there, ours or not.
    public boolean exists(PartRef.Type type, String name) {
        return gate.locked(() -> switch (type) {
            case INSTANCE -> world.containers.named(name).isPresent();
            case SERVICE -> world.services.named(name).isPresent();
            case NETWORK -> world.networks.named(name).isPresent();
            case VOLUME -> world.volumes.named(name).isPresent();
        });
    }

    /// Leaves what a control plane leaves that died between making an instance and starting it.
    public void halfMade(Part.Instance part) {
        act("half made " + part.name(), () -> SimulatedEngine.make(world, part, Optional.of(part.stamp())));
    }

    /// Puts an image on the engine, as if pulled long ago, and answers its id.
    public String image(String reference) {
        return gate.locked(() -> world.images.pulled(ImageReference.of(reference)).id());
    }

    /// The registry's tag means a new image from now on.
    public void publish(String reference) {
        act("published " + reference, () -> world.images.publish(ImageReference.of(reference)));
    }

    /// Takes an image from the engine, used or not.
    public void forgetImage(String reference) {
        act("image " + reference + " removed", () -> world.images.remove(ImageReference.of(reference)));
    }

    /// A port that nothing uses.
    public int freePort() {
        return gate.locked(() -> world.ports.free("tcp"));
    }

    /// A program of somebody else's listens on the port.
    public void occupyPort(int port) {
        act("port " + port + " taken by another program", () -> world.ports.occupy(port));
    }

    public void vacatePort(int port) {
        act("port " + port + " given back", () -> world.ports.vacate(port));
    }

    /// Cuts every open connection; new ones work.
    public void cutConnections() {
        act("connections cut", world.nudges::reconnected);
    }

    /// The engine stops, and with it everything that runs, and is back after its downtime.
    public void restartEngine() {
        act("engine restarts", () -> {
            world.down = true;
            world.life.engineEnds();
            world.timeline.plan(world.clock.in(world.settings.downtime()), () -> {
                world.down = false;
                world.trace.add(() -> "engine is back");
                world.life.engineBegins();
                world.nudges.reconnected();
            });
        });
    }

    /// Its process is gone, and the engine with services does not notice.
    public void vanish(String instance) {
        act("instance vanished", () -> world.ailments.missing.add(instance));
    }

    /// The name of a service leads also to where nobody is.
    public void staleName(String service) {
        act("name of " + service + " is stale", () -> world.ailments.stale.add(service));
    }

    /// The registry of a service has a new log-in.
    public void newLogin(String service) {
        act("new log-in for " + service, () -> world.ailments.withoutLogin.add(service));
    }

    /// A machine more for the engine with services; nothing is moved there.
    public void addNode(String name) {
        act("node " + name + " came", () -> {
            world.services.all().forEach(s -> s.instances.forEach(c -> world.ailments.place(c.id, List.of())));
            world.ailments.nodes.add(name);
        });
    }

    /// The managers have given a machine up whose engine answers.
    public void partNode(String name) {
        act("node " + name + " is apart", () -> world.ailments.apart.add(name));
    }

    /// A machine counts as ready and starts nothing.
    public void stickNode(String name) {
        act("node " + name + " is stuck", () -> world.ailments.stuck.add(name));
    }

    /// From now on nothing can be made or pulled.
    public void fillDisk() {
        act("disk full", () -> world.diskFull = true);
    }

    public void freeDisk() {
        act("disk has room", () -> world.diskFull = false);
    }

    /// Stamped instances of all control planes, as they are.
    public List<SeenInstance> instances() {
        return gate.locked(() -> world.containers.all().stream().filter(c -> c.stamp.isPresent()).map(Container::seen).toList());
    }

    private void to(String instance, String what, Consumer<Container> doing) {
        act("", () -> world.containers.withId(instance).ifPresent(c -> {
            world.trace.add(() -> "by hand: " + c.name + " " + what);
            doing.accept(c);
        }));
    }

    private void act(String what, Runnable doing) {
        gate.locked(() -> {
            if (!what.isEmpty()) {
                world.trace.add(() -> "by hand: " + what);
            }
            doing.run();
        });
        gate.tell();
    }
}

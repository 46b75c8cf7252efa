package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an engine with services does by itself, as Docker's Swarm does: makes the instances a service lacks, follows those that end by new ones in the same
/// slot, and replaces those of an older definition by the service's policy. Guarded by the world's lock.
final class Services {
    /// Swarm's own is 5 s; ours asks for this.
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);

    private final WorldState world;
    private final Map<String, KeptService> byName = new LinkedHashMap<>();

    Services(WorldState world) {
        this.world = world;
    }

    Optional<KeptService> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<KeptService> withId(String id) {
        return byName.values().stream().filter(s -> s.id.equals(id)).findFirst();
    }

    List<SeenService> listing(String plane) {
        return byName.values().stream().filter(s -> s.owner.filter(o -> o.plane().equals(plane)).isPresent()).map(KeptService::seen).toList();
    }

    void add(Part.Service part, Optional<Stamp> owner) {
        var service = new KeptService(world.newId(), owner, part);
        byName.put(part.name(), service);
        changed(service);
    }

    void change(KeptService service, Part.Service part) {
        service.part = part;
        service.paused = false;
        service.failures = 0;
        changed(service);
    }

    List<KeptService> all() {
        return List.copyOf(byName.values());
    }

    /// Replaces all instances by equal ones.
    void renew(KeptService service) {
        service.instances.forEach(c -> service.outworn.add(c.id));
        service.paused = false;
        service.failures = 0;
        changed(service);
    }

    void remove(KeptService service) {
        byName.remove(service.part.name());
        List.copyOf(service.instances).forEach(c -> world.life.remove(c, service.part.each().spec().process().stopGrace()));
        service.owner.ifPresent(world.nudges::about);
    }

    /// Something became of an instance: if a service keeps it, that one is looked after.
    void changed(Container instance) {
        if (!instance.kept) {
            return;
        }
        byName.values().stream().filter(s -> s.instances.contains(instance)).findFirst().ifPresent(this::changed);
    }

    /// The engine is back.
    void engineBegins() {
        byName.values().forEach(this::changed);
    }

    private void changed(KeptService service) {
        service.owner.ifPresent(world.nudges::about);
        soon(service, Duration.ZERO);
    }

    private void soon(KeptService service, Duration after) {
        world.timeline.plan(world.clock.in(after), () -> {
            if (!world.down && byName.get(service.part.name()) == service) {
                tend(service);
            }
        });
    }

    private void tend(KeptService service) {
        service.instances.removeIf(c -> world.containers.withId(c.id).isEmpty());
        service.outworn.removeIf(id -> world.containers.withId(id).isEmpty());
        service.instances.stream().filter(c -> c.part.stamp().slot() > service.replicas()).toList().forEach(c -> remove(service, c));
        for (int slot = 1; slot <= service.replicas(); slot++) {
            int number = slot;
            var here = service.inSlot(slot);
            here.forEach(c -> look(service, c));
            if (here.stream().anyMatch(c -> service.current(c) && proven(service, c))) {
                here.stream().filter(c -> !service.current(c)).forEach(c -> remove(service, c));
            } else if (service.instances.stream().noneMatch(c -> c.part.stamp().slot() == number)) {
                fill(service, slot);
            }
        }
        roll(service);
    }

    /// Replaces old instances, a batch at a time. What is under way is a slot without an old instance whose new one has yet to prove itself, or with both.
    private void roll(KeptService service) {
        int batch = service.policy().batch() == 0 ? Integer.MAX_VALUE : service.policy().batch();
        int underWay = 0;
        for (int slot = 1; slot <= service.replicas(); slot++) {
            var here = service.inSlot(slot);
            underWay += here.stream().noneMatch(c -> !service.current(c) || proven(service, c)) || here.stream().map(service::current).distinct().count() > 1 ? 1 : 0;
        }
        for (int slot = 1; slot <= service.replicas() && !service.paused && underWay < batch; slot++) {
            var here = service.inSlot(slot);
            if (!here.isEmpty() && here.stream().noneMatch(service::current)) {
                underWay++;
                if (service.startFirst()) {
                    fill(service, slot);
                } else {
                    here.forEach(c -> remove(service, c));
                }
            }
        }
    }

    /// Sees to one instance: what is ill is ended, what ended is followed by another one unless its rule forbids that.
    private void look(KeptService service, Container instance) {
        if (instance.health == Health.UNHEALTHY && instance.alive()) {
            world.life.kill(instance);
        }
        if (instance.well()) {
            if (service.wellSince.putIfAbsent(instance.id, world.clock.instant()) == null) {
                soon(service, service.policy().stability());
            }
        } else {
            boolean proven = proven(service, instance);
            service.wellSince.remove(instance.id);
            if (instance.state == State.EXITED && service.mourned.add(instance.id)) {
                mourn(service, instance, proven);
            }
        }
    }

    private void mourn(KeptService service, Container instance, boolean proven) {
        int slot = instance.part.stamp().slot();
        int ends = service.ends.merge(slot, 1, Integer::sum);
        if (service.current(instance) && !proven && instance.exitCode.orElse(1) != 0 && service.instances.stream().anyMatch(c -> !service.current(c))) {
            service.failures++;
            service.paused |= service.failures > service.policy().maxFailures() && service.policy().onFailure() != UpdatePolicy.OnFailure.PROCEED;
        }
        if (again(service.part.each().spec().restart(), instance.exitCode.orElse(1), ends)) {
            world.timeline.plan(world.clock.in(BEFORE_RESTART), () -> {
                if (!world.down && byName.get(service.part.name()) == service && slot <= service.replicas() && world.containers.withId(instance.id).isPresent()) {
                    world.life.remove(instance, Duration.ZERO);
                    if (service.inSlot(slot).stream().noneMatch(c -> c != instance && service.current(c))) {
                        fill(service, slot);
                    }
                }
            });
        }
    }

    private static boolean again(Restart rule, int exitCode, int ends) {
        return switch (rule.mode()) {
            case ALWAYS -> true;
            case ON_FAILURE -> exitCode != 0 && (rule.attempts() == 0 || ends <= rule.attempts());
            case NEVER -> false;
        };
    }

    private boolean proven(KeptService service, Container instance) {
        var since = service.wellSince.get(instance.id);
        return since != null && !since.plus(service.policy().stability()).isAfter(world.clock.instant())
            || instance.state == State.EXITED && instance.exitCode.filter(code -> code == 0).isPresent() && service.part.each().spec().restart().mayComplete();
    }

    private void remove(KeptService service, Container instance) {
        if (!instance.leaving) {
            world.life.remove(instance, service.part.each().spec().process().stopGrace());
        }
    }

    private void fill(KeptService service, int slot) {
        var each = service.part.each();
        var s = each.stamp();
        var stamp = new Stamp(s.plane(), s.project(), s.assembly(), s.component(), slot, s.hash(), s.uid());
        var part = new Part.Instance(service.part.name() + "." + slot + "." + ++service.made, stamp, each.imageId(), each.spec(), each.environment(), each.secretEnvironment(),
            each.ports(), each.mounts().stream().map(m -> inSlot(m, slot)).toList(), each.networks(), each.files(), Part.Companions.NONE,
            each.volumes().stream().map(v -> new Part.Volume(inSlot(v.name(), slot), v.stamp(), v.spec())).toList());
        try {
            var instance = SimulatedEngine.make(world, part, service.owner.map(_ -> stamp));
            instance.kept = true;
            instance.restarts = service.ends.getOrDefault(slot, 0);
            service.instances.add(instance);
            start(service, instance);
        } catch (EngineFailure.Absent noImage) {
            soon(service, BEFORE_RESTART);
        }
    }

    private static Mount inSlot(Mount mount, int slot) {
        return mount instanceof Mount.Volume v ? new Mount.Volume(v.volume().map(name -> inSlot(name, slot)), v.target(), v.readOnly(), v.noCopy(), v.subpath())
            : mount;
    }

    private static String inSlot(String volume, int slot) {
        return volume.replace(Part.Service.SLOT, Integer.toString(slot));
    }

    /// The simulated engine is one machine without labels: whoever demands one waits.
    private void start(KeptService service, Container instance) {
        var demands = service.part.each().spec().placement().constraints().stream().filter(c -> c.startsWith("node.labels.") && !c.contains("!=")).toList();
        if (!demands.isEmpty()) {
            world.life.waits(instance, "no suitable node (1 node does not meet " + String.join(", ", demands) + ")");
            return;
        }
        try {
            world.life.start(instance);
        } catch (EngineFailure cannot) {
            world.life.rejected(instance);
        }
    }
}

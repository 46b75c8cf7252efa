package dev.plimsoll.planning;

import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Just enough of an engine for planners: names are unique, removals may take their time, and the last word of an image says how its instances behave:
/// `good`, `slow` (healthy after 3 s), `sick` (unhealthy after 3 s), `crash` (the engine restarts it each second), `cannot` (never starts).
final class ImaginedEngine {
    private static final Duration DECIDES = Duration.ofSeconds(3);

    final Map<String, Instant> wellSince = new HashMap<>();
    private final List<SeenInstance> instances = new ArrayList<>();
    private final RandomGenerator random;
    private Instant now = Scene.NOON;
    private int made;

    ImaginedEngine(RandomGenerator random) {
        this.random = random;
    }

    Instant now() {
        return now;
    }

    List<SeenInstance> listing() {
        return List.copyOf(instances);
    }

    /// Lanes in order; a lane ends where the engine refuses, as a name is taken by what is still on its way out.
    void carryOut(List<Step> steps) {
        var refused = new ArrayList<Integer>();
        steps.stream().sorted(Comparator.comparing(Step::lane)).filter(s -> !refused.contains(s.lane())).forEach(step -> {
            if (!done(step)) {
                refused.add(step.lane());
            }
        });
    }

    private boolean done(Step step) {
        return switch (step) {
            case Step.RunInstance run -> run(run.definition(), run.slot());
            case Step.RemoveInstance remove -> remove(remove.instance().id());
            case Step.MakeService _, Step.ChangeService _, Step.RemoveService _, Step.MakeNetwork _, Step.MakeVolume _, Step.RemoveNetwork _, Step.RemoveVolume _ -> throw new AssertionError(step);
        };
    }

    private boolean run(Definition definition, int slot) {
        var name = Naming.instance(definition, slot);
        var there = instances.stream().filter(i -> i.name().equals(name)).findFirst();
        if (there.isPresent()) {
            if (there.get().state() != State.REMOVING) {
                throw new AssertionError("a second instance of one definition in slot " + slot + ": " + name);
            }
            return false;
        }
        boolean checked = definition.imageId().endsWith("slow") || definition.imageId().endsWith("sick");
        add(new SeenInstance("#" + ++made, name, definition.stamp(slot), definition.imageId(), definition.imageId().endsWith("cannot") ? State.CREATED : State.RUNNING,
            checked ? Health.STARTING : Health.NONE, Optional.empty(), 0, Optional.of(now), definition.imageId().endsWith("cannot") ? "no such program" : "", false, List.of()));
        return true;
    }

    private boolean remove(String id) {
        var it = instances.stream().filter(i -> i.id().equals(id)).findFirst();
        it.ifPresent(instances::remove);
        if (it.isPresent() && random.nextInt(8) == 0) {
            add(with(it.get(), State.REMOVING, it.get().health(), it.get().exitCode(), it.get().restarts()));
        }
        return true;
    }

    void add(SeenInstance instance) {
        instances.add(instance);
        note();
    }

    void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 1000) {
            now = now.plusMillis(Math.min(left, 1000));
            instances.removeIf(i -> i.state() == State.REMOVING && random.nextBoolean());
            instances.replaceAll(this::lived);
            note();
        }
    }

    private SeenInstance lived(SeenInstance i) {
        boolean decides = i.state() == State.RUNNING && i.health() == Health.STARTING && !i.startedAt().orElseThrow().plus(DECIDES).isAfter(now);
        if (decides) {
            return with(i, i.state(), i.imageId().endsWith("sick") ? Health.UNHEALTHY : Health.HEALTHY, i.exitCode(), i.restarts());
        }
        if (i.imageId().endsWith("crash") && (i.state() == State.RUNNING || i.state() == State.RESTARTING)) {
            return with(i, i.state() == State.RUNNING ? State.RESTARTING : State.RUNNING, Health.NONE, Optional.of(1), i.restarts() + (i.state() == State.RUNNING ? 0 : 1));
        }
        return i;
    }

    /// Somebody does something to an instance by hand, or it fails.
    void harm() {
        if (instances.isEmpty()) {
            return;
        }
        var victim = instances.get(random.nextInt(instances.size()));
        if (victim.state() == State.REMOVING) {
            return;
        }
        instances.remove(victim);
        switch (random.nextInt(5)) {
            case 0 -> { }
            case 1 -> add(with(victim, State.EXITED, Health.NONE, Optional.of(137), victim.restarts()));
            case 2 -> add(with(victim, State.PAUSED, victim.health(), victim.exitCode(), victim.restarts()));
            case 3 -> add(with(victim, State.RUNNING, Health.UNHEALTHY, victim.exitCode(), victim.restarts()));
            default -> add(with(victim, State.RUNNING, victim.health(), Optional.of(1), victim.restarts() + 1));
        }
        note();
    }

    private void note() {
        wellSince.keySet().retainAll(instances.stream().filter(SeenInstance::well).map(ImaginedEngine::life).toList());
        instances.stream().filter(SeenInstance::well).forEach(i -> wellSince.putIfAbsent(life(i), now));
    }

    /// A restart begins a new life.
    static String life(SeenInstance i) {
        return i.id() + "/" + i.restarts();
    }

    static SeenInstance seen(Definition definition, int slot, State state) {
        return new SeenInstance("former " + slot, Naming.instance(definition, slot), new Stamp("plane", "default", "shop", "web", slot, definition.hash(), "uid"),
            definition.imageId(), state, Health.NONE, state == State.EXITED ? Optional.of(1) : Optional.empty(), 0, Optional.of(Scene.NOON), "", false, List.of());
    }

    private static SeenInstance with(SeenInstance i, State state, Health health, Optional<Integer> exitCode, int restarts) {
        return new SeenInstance(i.id(), i.name(), i.stamp(), i.imageId(), state, health, exitCode, restarts, i.startedAt(), i.error(), i.outOfMemory(), i.addresses());
    }
}

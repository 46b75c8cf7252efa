package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What becomes of a container: it starts, falls ill, ends, is restarted by its rule, and goes. Every change of state is made here, so that
/// ports, listings, nudges, ledger and trace always agree with it. Guarded by the world's lock.
final class Life {
    /// Docker's own figures (moby, `restartmanager`): first pause, longest pause, and the time of running that makes it forget.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration RAN_WELL = Duration.ofSeconds(10);
    /// A simulated check is made at the latest this long after the start, however long its interval.
    private static final Duration FIRST_CHECK = Duration.ofSeconds(1);
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    private final WorldState world;

    Life(WorldState world) {
        this.world = world;
    }

    /// Starts what does not run.
    ///
    /// @throws EngineFailure when it cannot start; it then carries the reason as its error
    void start(Container container) {
        try {
            for (var attachment : container.part.networks()) {
                world.networks.named(attachment.network()).orElseThrow(() ->
                    new EngineFailure.Absent("NetworkNotFound", "network " + attachment.network() + " not found", null));
            }
            container.part.companions().networkOf().filter(lender -> world.containers.named(lender).filter(Container::alive).isEmpty()).ifPresent(lender -> {
                throw new EngineFailure.Absent("CompanionNotRunning", "cannot join network of a non running container: " + lender, null);
            });
            container.behaviour.missing().ifPresent(program -> {
                throw new EngineFailure.Rejected("CannotStart", "exec: \"" + program + "\": executable file not found in $PATH", null);
            });
            container.bound = world.ports.bind(container.part.ports());
        } catch (EngineFailure cannot) {
            container.error = cannot.getMessage();
            world.trace.add(() -> container.name + " cannot start: " + container.error);
            changed(container);
            throw cannot;
        }
        container.error = "";
        container.outOfMemory = false;
        container.startedAt = Optional.of(world.clock.instant());
        become(container, State.RUNNING, container.isChecked() ? Health.STARTING : Health.NONE);
        container.behaviour.says().forEach(line -> container.says(world.clock.instant(), false, line));
        int episode = container.episode;
        container.behaviour.runsFor().ifPresent(time -> plan(container, episode, time, () -> endsByItself(container)));
        if (container.health == Health.STARTING) {
            plan(container, episode, timeOfVerdict(container), () -> checked(container));
        }
    }

    /// No machine takes it.
    void waits(Container container, String why) {
        container.error = why;
        become(container, State.PENDING, Health.NONE);
    }

    /// It was given to a machine, which cannot start it.
    void rejected(Container container) {
        become(container, State.EXITED, Health.NONE);
    }

    /// The process dies: of itself, or by a hand that the engine does not know of. The restart rule applies.
    void dies(Container container, int exitCode, boolean outOfMemory) {
        if (container.state == State.PAUSED) {
            become(container, State.RUNNING, container.health);
        }
        boolean ranWell = container.startedAt.map(at -> !world.clock.instant().isBefore(at.plus(RAN_WELL))).orElse(false);
        boolean again = !container.leaving && !container.kept && restarts(container.part.spec().restart(), exitCode, container.restarts);
        ended(container, exitCode, outOfMemory, again ? State.RESTARTING : State.EXITED);
        if (container.state == State.RESTARTING) {
            container.restartsInARow = ranWell ? 0 : container.restartsInARow;
            plan(container, container.episode, pause(container.restartsInARow), () -> restart(container));
        }
    }

    /// It is asked to stop, and is killed when that takes longer than the grace. No restart rule applies.
    void stop(Container container, Duration grace) {
        boolean polite = container.behaviour.stopTakes().compareTo(grace) <= 0;
        if (container.alive()) {
            ended(container, polite ? TERMINATED : KILLED, false, State.EXITED);
        } else if (container.state == State.RESTARTING) {
            become(container, State.EXITED, Health.NONE);
        }
    }

    void kill(Container container) {
        if (container.alive()) {
            ended(container, KILLED, false, State.EXITED);
        }
    }

    /// Its checks and probes fail from now on, or pass again. The engine's own check notices at once.
    void becomesIll(Container container, boolean ill) {
        container.ill = ill;
        if (container.state == State.RUNNING && (container.health == Health.HEALTHY || container.health == Health.UNHEALTHY)) {
            become(container, State.RUNNING, ill ? Health.UNHEALTHY : Health.HEALTHY);
        }
    }

    void pause(Container container) {
        if (container.state == State.RUNNING) {
            become(container, State.PAUSED, container.health);
        }
    }

    void goOn(Container container) {
        if (container.state == State.PAUSED) {
            become(container, State.RUNNING, container.health);
            if (container.health == Health.STARTING) {
                plan(container, container.episode, timeOfVerdict(container), () -> checked(container));
            }
        }
    }

    /// It is asked to stop and goes when it has, or when its grace is over. Until then it runs.
    ///
    /// @return how long that takes
    Duration remove(Container container, Duration grace) {
        if (!container.alive()) {
            goes(container);
            return Duration.ZERO;
        }
        var takes = container.behaviour.stopTakes().compareTo(grace) < 0 ? container.behaviour.stopTakes() : grace;
        if (takes.isZero()) {
            goes(container);
        } else if (!container.leaving) {
            container.leaving = true;
            world.timeline.plan(world.clock.in(takes), () -> world.containers.withId(container.id).ifPresent(this::goes));
        }
        return takes;
    }

    /// The engine ends, and all processes with it.
    void engineEnds() {
        for (var container : world.containers.all()) {
            if (container.alive()) {
                ended(container, KILLED, false, State.EXITED);
            } else if (container.state == State.RESTARTING) {
                become(container, State.EXITED, Health.NONE);
            }
        }
    }

    /// The engine is back and starts what its rule says must run; as Docker does, also what a person had stopped.
    void engineBegins() {
        for (var container : world.containers.all()) {
            if (container.state == State.EXITED && !container.kept && restarts(container.part.spec().restart(), container.exitCode.orElse(0), 0)) {
                try {
                    start(container);
                } catch (EngineFailure cannot) {
                    // Its error says why; nobody asked, so nobody is told.
                    world.trace.add(() -> container.name + " did not come back");
                }
            }
        }
        world.services.engineBegins();
    }

    private void goes(Container container) {
        become(container, State.REMOVING, Health.NONE);
        release(container);
        world.containers.remove(container);
        container.stamp.ifPresent(world.nudges::about);
        world.services.changed(container);
        world.trace.add(() -> container.name + " is gone");
    }

    private void endsByItself(Container container) {
        container.behaviour.lastWords().forEach(line -> container.says(world.clock.instant(), true, line));
        dies(container, container.behaviour.exitCode(), container.behaviour.outOfMemory());
    }

    private void ended(Container container, int exitCode, boolean outOfMemory, State next) {
        container.exitCode = Optional.of(exitCode);
        container.outOfMemory = outOfMemory;
        release(container);
        become(container, next, Health.NONE);
    }

    private void restart(Container container) {
        container.restarts++;
        container.restartsInARow++;
        try {
            start(container);
        } catch (EngineFailure cannot) {
            become(container, State.EXITED, Health.NONE);
        }
    }

    private void checked(Container container) {
        if (container.state == State.RUNNING && container.health == Health.STARTING) {
            boolean ill = container.ill || container.check().map(c -> List.of("false", "exit 1").contains(c.test().getLast())).orElse(false);
            become(container, State.RUNNING, ill ? Health.UNHEALTHY : Health.HEALTHY);
        }
    }

    /// An illness counts only after so many failed checks.
    private static Duration timeOfVerdict(Container container) {
        var interval = container.check().map(c -> c.interval().compareTo(FIRST_CHECK) < 0 ? c.interval() : FIRST_CHECK).orElse(FIRST_CHECK);
        return container.behaviour.ill() ? interval.multipliedBy(container.check().map(c -> c.retries()).orElse(3))
            : container.behaviour.healthyAfter().orElse(interval);
    }

    private static boolean restarts(Restart rule, int exitCode, int restarts) {
        return switch (rule.mode()) {
            case ALWAYS -> true;
            case ON_FAILURE -> exitCode != 0 && (rule.attempts() == 0 || restarts < rule.attempts());
            case NEVER -> false;
        };
    }

    private static Duration pause(int restartsInARow) {
        var pause = restartsInARow > 10 ? LONGEST_PAUSE : FIRST_PAUSE.multipliedBy(1L << restartsInARow);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void plan(Container container, int episode, Duration after, Runnable what) {
        world.timeline.plan(world.clock.in(after), () -> {
            if (container.episode == episode && container.state != State.PAUSED) {
                what.run();
            }
        });
    }

    private void release(Container container) {
        world.ports.release(container.bound);
        container.bound = List.of();
    }

    private void become(Container container, State state, Health health) {
        boolean ran = container.alive();
        boolean wasWell = container.well();
        // Freezing and thawing leave the process what it was; what was planned for one that is stopped or removed while frozen must not befall it later.
        boolean frozenOrThawed = state == State.PAUSED || container.state == State.PAUSED && state == State.RUNNING;
        if (container.state != state && !frozenOrThawed) {
            container.episode++;
        }
        container.state = state;
        container.health = health;
        container.stamp.ifPresent(stamp -> {
            if (ran != container.alive()) {
                world.ledger.running(stamp, ran ? -1 : 1);
            }
            if (wasWell != container.well()) {
                world.ledger.well(stamp, wasWell ? -1 : 1);
            }
        });
        world.trace.add(() -> container.name + " is " + state + (health == Health.NONE ? "" : " " + health)
            + (state == State.EXITED || state == State.RESTARTING ? " with " + container.exitCode.orElse(0) : ""));
        changed(container);
    }

    private void changed(Container container) {
        world.containers.changed(container);
        container.stamp.ifPresent(world.nudges::about);
        world.services.changed(container);
        world.changed.signalAll();
    }
}

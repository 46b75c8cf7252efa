package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The way in: every call takes its time, meets its fault, happens under the world's lock, and lets those who watch know. Also moves time on:
/// on a stepped clock a call that takes time makes it pass.
final class Gate {
    private static final Duration SLOWLY = Duration.ofSeconds(20);

    private final WorldState world;

    Gate(WorldState world) {
        this.world = world;
    }

    /// @param what  for the trace, such as `create shop-web-1`
    /// @param doing is told the fault that befalls it and has to heed only those that stop it half-way
    <T> T call(Call call, Supplier<String> what, Function<Optional<Fault>, T> doing) {
        var fault = locked(() -> world.faults.of(call));
        pass(fault.filter(f -> f == Fault.SLOW).isPresent() ? world.settings.latency().plus(SLOWLY) : world.settings.latency());
        T done;
        try {
            done = locked(() -> {
                if (call.acts() || fault.isPresent()) {
                    world.trace.add(() -> what.get() + fault.map(f -> " (" + f + ")").orElse(""));
                }
                if (world.down) {
                    throw new EngineFailure.Unreachable("the simulated engine does not answer: connection refused", null);
                }
                if (fault.filter(f -> f == Fault.REQUEST_LOST).isPresent()) {
                    throw new EngineFailure.Unreachable("the simulated engine does not answer: connection reset", null);
                }
                if (call.acts() && (world.diskFull && Fault.DISK_FULL.befalls(call) || fault.filter(f -> f == Fault.DISK_FULL).isPresent())) {
                    throw new EngineFailure.NoCapacity("DiskFull", "write /var/lib/simulated: no space left on device", null);
                }
                return doing.apply(fault);
            });
        } finally {
            tell();
        }
        return switch (fault.orElse(null)) {
            case REPLY_LOST, HALF_DONE -> throw new EngineFailure.Unreachable("no reply from the simulated engine: connection reset", null);
            case BROKEN_AFTER -> throw new EngineFailure.Broken("the simulated engine answered 500: something went wrong", null);
            case null, default -> done;
        };
    }

    <T> T locked(Supplier<T> doing) {
        world.lock.lock();
        try {
            happen();
            return doing.get();
        } finally {
            world.lock.unlock();
        }
    }

    void locked(Runnable doing) {
        locked(() -> {
            doing.run();
            return true;
        });
    }

    /// Lets that much time pass for the caller.
    void pass(Duration time) {
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineFailure.Unreachable("given up", new InterruptedException());
        }
        if (!time.isPositive()) {
            return;
        }
        if (world.clock.isStepped()) {
            advanceTo(world.clock.in(time));
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new EngineFailure.Unreachable("given up", givenUp);
        }
    }

    /// Moves a stepped clock there, from one happening to the next.
    void advanceTo(Instant then) {
        for (var next = nextHappening(); next.isPresent() && !next.get().isAfter(then); next = nextHappening()) {
            world.clock.moveTo(next.get());
            locked(() -> { });
            tell();
        }
        world.clock.moveTo(then);
        tell();
    }

    /// When something will happen by itself.
    Optional<Instant> nextHappening() {
        world.lock.lock();
        try {
            return world.timeline.next();
        } finally {
            world.lock.unlock();
        }
    }

    /// Tells those who watch what they have not heard yet. In real time the world's own thread does that.
    void tell() {
        if (world.clock.isStepped()) {
            for (var next = locked(world.nudges::take); next.isPresent(); next = locked(world.nudges::take)) {
                next.get().run();
            }
        } else {
            locked(world.changed::signalAll);
        }
    }

    private void happen() {
        boolean more = true;
        while (more) {
            more = world.timeline.happen(world.clock.instant());
        }
    }
}

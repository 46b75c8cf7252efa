package dev.plimsoll.server.simulation;

import dev.plimsoll.loop.RunRecord;
import dev.plimsoll.ports.simulated.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One seed's history: people act, the world misbehaves, the control plane dies now and then; then the faults stop, and everything must become level or have
/// failed for a stated reason; then everything is declared without mistakes and must become level. Invariants are checked after every step.
final class Simulation {
    /// Until the last of what went wrong is over by itself.
    private static final Duration AFTERMATH = Duration.ofMinutes(2);
    /// Two sweeps of the slowest controller, the longest pause between tries of a broken instance, and some.
    private static final Duration BOUND = Duration.ofMinutes(40);
    private static final double FAULT_RATE = 0.02;
    private static final int EVENTS_KEPT = 400;
    private static final int EVENTS_TOLD = 120;

    private final long seed;
    private final Platform platform;
    private final Random random;
    private final Operator operator;
    private final Expectations expectations;
    private final Deque<Event> events = new ArrayDeque<>();
    private int runs;

    private record Event(Instant at, Object what) {}

    private int atOnce;

    private Simulation(long seed, Platform platform) {
        this.seed = seed;
        this.platform = platform;
        this.random = new Random(seed * 31 + 7);
        this.operator = new Operator(platform, random);
        this.expectations = new Expectations(platform, operator);
    }

    /// @param runs     of controllers
    /// @param revision of the store in the end
    /// @param end      in simulated time
    record Story(int runs, long revision, Instant end) {}

    /// Looks without time going on: far more than there are keys.
    private static final int MOST_AT_ONCE = 20_000;

    /// An invariant did not hold. The message tells the seed and what happened before.
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    /// @return what it came to; the same for the same seed
    /// @throws Broken when an invariant does not hold
    static Story run(long seed, int steps) throws InterruptedException {
        try (var platform = new Platform(seed)) {
            var simulation = new Simulation(seed, platform);
            simulation.troubled(steps);
            simulation.calm();
            return new Story(simulation.runs, platform.store.revision(), platform.now());
        }
    }

    private void troubled(int steps) throws InterruptedException {
        operator.begins();
        for (var fault : Fault.values()) {
            platform.world.faults().rate(fault, FAULT_RATE);
        }
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(30) == 0) {
                tell("by hand or fate: " + platform.world.mischief().any());
            }
            if (random.nextInt(25) == 0) {
                tell(operator.acts());
            }
            if (random.nextInt(80) == 0) {
                boolean done = random.nextBoolean();
                tell("the power will be cut soon");
                platform.power.cutAt(1 + random.nextInt(8), done);
            }
            step();
        }
    }

    private void calm() throws InterruptedException {
        tell("the faults stop");
        platform.power.restore();
        platform.world.faults().stop();
        settle(true);
        tell("everything is declared without mistakes");
        operator.repairs();
        settle(false);
    }

    /// Steps until all is settled.
    private void settle(boolean failuresAllowed) throws InterruptedException {
        for (var end = platform.now().plus(AFTERMATH); platform.now().isBefore(end); ) {
            step();
        }
        var end = platform.now().plus(BOUND);
        var unsettled = expectations.unsettled(failuresAllowed);
        while (unsettled.isPresent()) {
            if (platform.now().isAfter(end)) {
                throw broken("not settled " + BOUND.plus(AFTERMATH).toMinutes() + " minutes after the faults stopped: " + unsettled.get());
            }
            for (var next = platform.now().plusSeconds(10); platform.now().isBefore(next); ) {
                step();
            }
            unsettled = expectations.unsettled(failuresAllowed);
        }
    }

    private void step() throws InterruptedException {
        var before = platform.now();
        var run = platform.step();
        atOnce = platform.now().isAfter(before) ? 0 : atOnce + 1;
        if (atOnce > MOST_AT_ONCE) {
            throw broken("time stands still: somebody is looked at again and again");
        }
        run.ifPresent(r -> {
            runs++;
            tell(r);
        });
        var broken = expectations.broken();
        if (broken.isPresent()) {
            throw broken(broken.get());
        }
    }

    private void tell(Object event) {
        events.addLast(new Event(platform.now(), event));
        if (events.size() > EVENTS_KEPT) {
            events.removeFirst();
        }
    }

    private Broken broken(String how) {
        var since = events.isEmpty() ? Instant.MAX : events.getFirst().at();
        var told = Stream.concat(events.stream().map(e -> new Event(e.at(), e.what() instanceof RunRecord run ? words(run) : e.what())),
                platform.world.trace().lines().stream().filter(l -> !l.at().isBefore(since)).map(l -> new Event(l.at(), "    " + l.sentence())))
            .sorted(Comparator.comparing(Event::at)).map(e -> e.at() + " " + e.what()).collect(Collectors.toList());
        return new Broken("seed " + seed + ": " + how + "\n" + String.join("\n", told.subList(Math.max(0, told.size() - EVENTS_TOLD), told.size())));
    }

    private static String words(RunRecord run) {
        return run.key() + " (" + run.trigger() + ") " + Optional.of(run.steps()).filter(s -> !s.isEmpty()).map(List::toString).orElse("")
            + " -> " + run.outcome().map(Object::toString).orElse("?");
    }
}

package dev.plimsoll.controllers;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.Sighting;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// One listing of the engine serves everybody who asks: it is used until something changed (a nudge, or an act of our own) or it is old, and those who ask
/// while a fresh listing is under way share it. So a level platform costs next to no calls, and a busy one a few listings a second, however many components
/// there are. Who asks about one component need not wait because something changed about another: forty can be made in the time of the slowest.
public final class ObservedEngine {
    /// Listings quicker than this need no pause between them.
    private static final Duration CHEAP = Duration.ofMillis(20);
    /// Longer than this nobody is made to wait for the engine's sake.
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /// Nudges can be lost. What the sweep looks at must not be what was seen before the loss.
    private static final Duration OLD = Duration.ofSeconds(30);

    private final Engine engine;
    private final String plane;
    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong(1);
    /// The newest change that may concern any component, and those that concern one and no listing covers yet.
    private final AtomicLong changesOfAny = new AtomicLong(1);
    private final Map<Key, Long> changesOfOne = new ConcurrentHashMap<>();
    private final ReentrantLock listing = new ReentrantLock();
    private volatile Observation latest = Observation.of(Inventory.EMPTY, 0, Instant.EPOCH);
    private long lastEnd;
    private long lastCost;

    /// @param plane whose objects are looked at
    public ObservedEngine(Engine engine, String plane, InstantSource clock) {
        this.engine = engine;
        this.plane = plane;
        this.clock = clock;
    }

    /// The engine, to act on. Whoever acts calls [#changed] afterwards, whatever came of it.
    public Engine engine() {
        return engine;
    }

    /// The name of the engine's host. Asks the engine.
    public String host() {
        return engine.facts().details().getOrDefault(EngineFacts.HOST, "");
    }

    public String plane() {
        return plane;
    }

    /// Something changed or may have: what was seen before counts no more.
    public void changed() {
        changesOfAny.accumulateAndGet(changes.incrementAndGet(), Math::max);
    }

    /// Something changed or may have about the instances of one component, and nothing about those of others.
    public void changed(Key component) {
        changesOfOne.merge(component, changes.incrementAndGet(), Math::max);
    }

    /// What is there, as of now or of the last change.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure when the engine does not answer
    public Observation observe() throws InterruptedException {
        return observe(changes.get());
    }

    /// The instances of one component, as of now or of the last change that concerned them.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure when the engine does not answer
    public List<SeenInstance> instances(Key component) throws InterruptedException {
        return observe(Math.max(changesOfAny.get(), changesOfOne.getOrDefault(component, 0L))).instances(component);
    }

    /// The same for several components at once, as one listing saw them.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure when the engine does not answer
    public Observation instances(List<Key> components) throws InterruptedException {
        return observe(components.stream().mapToLong(c -> changesOfOne.getOrDefault(c, 0L)).reduce(changesOfAny.get(), Math::max));
    }

    private Observation observe(long wanted) throws InterruptedException {
        if (serves(latest, wanted)) {
            return latest;
        }
        listing.lockInterruptibly();
        try {
            if (serves(latest, wanted)) {
                return latest;
            }
            pace();
            long upTo = changes.get();
            var asked = clock.instant();
            long start = System.nanoTime();
            var inventory = engine.inventory(plane);
            lastEnd = System.nanoTime();
            lastCost = lastEnd - start;
            latest = Observation.of(inventory, upTo, asked);
            changesOfOne.values().removeIf(change -> change <= upTo);
            return latest;
        } finally {
            listing.unlock();
        }
    }

    private boolean serves(Observation seen, long wanted) {
        return seen.upTo >= wanted && !seen.asked.plus(OLD).isBefore(clock.instant());
    }

    /// A listing that is dear for the engine (thousands of containers) is not asked for back to back.
    private void pace() throws InterruptedException {
        long wait = lastEnd + Math.min(lastCost, LONGEST_PAUSE.toNanos()) - System.nanoTime();
        if (lastCost > CHEAP.toNanos() && wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
    }

    /// What one listing saw, found by component.
    ///
    /// @param services by component; none on an engine without services
    /// @param upTo     the changes it covers
    /// @param asked    when it was asked for
    public record Observation(Inventory inventory, Map<Key, List<SeenInstance>> byComponent, Optional<Map<Key, List<SeenService>>> services, long upTo, Instant asked) {
        static Observation of(Inventory inventory, long upTo, Instant asked) {
            return new Observation(inventory, inventory.instances().stream().collect(Collectors.groupingBy(i -> Naming.component(i.stamp()))),
                inventory.services().map(all -> all.stream().collect(Collectors.groupingBy(s -> Naming.component(s.stamp())))), upTo, asked);
        }

        /// What is there of some components together.
        public Sighting sighting(List<Key> components) {
            return new Sighting(components.stream().flatMap(c -> instances(c).stream()).toList(),
                services.map(byKey -> components.stream().flatMap(c -> byKey.getOrDefault(c, List.of()).stream()).toList()));
        }

        /// The instances of one component.
        public List<SeenInstance> instances(Key component) {
            return byComponent.getOrDefault(component, List.of());
        }
    }
}

package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.simulated.cloud.SimulatedClouds;
import dev.plimsoll.ports.simulated.cloud.SiteSettings;
import dev.plimsoll.ports.simulated.swarm.SimulatedSwarms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// One seeded world: an engine, clouds, their time, its faults, and the hands that meddle with it.
///
/// Stepped: nothing happens until the caller calls or moves time; from one thread, the same seed and the same calls give the same world. Live: time
/// is real, a thread of the world's own lets things happen and tells those who watch; safe for many threads.
public final class SimulatedWorld implements AutoCloseable {
    private final WorldState world;
    private final Gate gate;
    private final SimulatedEngine engine;
    private final ByHand hand;
    private final Mischief mischief;
    private final SimulatedClouds clouds;
    private final SimulatedSwarms swarms;
    private final Optional<Thread> thread;

    public SimulatedWorld(SimulatedSettings settings) {
        this.world = new WorldState(settings);
        this.gate = new Gate(world);
        this.engine = new SimulatedEngine(world, gate);
        this.hand = new ByHand(world, gate);
        this.mischief = new Mischief(world, gate, hand, new Random(settings.seed() ^ 0xbad));
        this.clouds = new SimulatedClouds(settings.seed() ^ 0xc10d, settings.clock(), sites(settings), this::pass);
        this.swarms = new SimulatedSwarms(settings.seed() ^ 0x5a4, clouds::runs);
        this.thread = settings.clock().isStepped() ? Optional.empty() : Optional.of(Thread.ofVirtual().name("simulated-world").start(new Turning(world)));
    }

    /// A world for tests.
    public static SimulatedWorld stepped(long seed) {
        return new SimulatedWorld(SimulatedSettings.stepped(seed));
    }

    /// The engine, for production code.
    public Engine engine() {
        return engine;
    }

    /// The clouds, for production code and for those who watch or harm them.
    public SimulatedClouds clouds() {
        return clouds;
    }

    /// The swarms of simulated machines.
    public SimulatedSwarms swarms() {
        return swarms;
    }

    public SimulatedClock clock() {
        return world.clock;
    }

    public Faults faults() {
        return world.faults;
    }

    public ByHand hand() {
        return hand;
    }

    public Mischief mischief() {
        return mischief;
    }

    public Trace trace() {
        return world.trace;
    }

    public Ledger ledger() {
        return world.ledger;
    }

    /// When something will happen by itself: a check passes, a process ends or is restarted.
    public Optional<Instant> nextHappening() {
        return gate.nextHappening();
    }

    /// Stepped worlds only: moves time there, from one happening to the next, and tells those who watch on the caller's thread.
    public void advanceTo(Instant then) {
        gate.advanceTo(then);
    }

    private static SiteSettings sites(SimulatedSettings settings) {
        return settings.clock().isStepped() ? SiteSettings.STEPPED : settings.latency().isZero() ? SiteSettings.INSTANT : SiteSettings.LIVE;
    }

    private void pass(Duration time) {
        try {
            gate.pass(time);
        } catch (EngineFailure givenUp) {
            throw new CloudFailure.Unreachable("given up", givenUp);
        }
    }

    /// Ends the world's own thread. The engine still answers.
    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
    }

    /// Lets a live world's things happen when their time has come.
    private record Turning(WorldState world) implements Runnable {
        @Override
        public void run() {
            try {
                while (true) {
                    next().run();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        /// Waits for something to tell.
        private Runnable next() throws InterruptedException {
            world.lock.lockInterruptibly();
            try {
                while (true) {
                    var now = world.clock.instant();
                    boolean more = true;
                    while (more) {
                        more = world.timeline.happen(now);
                    }
                    var untold = world.nudges.take();
                    if (untold.isPresent()) {
                        return untold.get();
                    }
                    var next = world.timeline.next();
                    if (next.isEmpty()) {
                        world.changed.await();
                    } else {
                        world.changed.await(Math.max(1, now.until(next.get()).toMillis()), TimeUnit.MILLISECONDS);
                    }
                }
            } finally {
                world.lock.unlock();
            }
        }
    }
}

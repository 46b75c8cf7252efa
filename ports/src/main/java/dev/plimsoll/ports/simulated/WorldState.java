package dev.plimsoll.ports.simulated;

import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything there is in a simulated world. Read and written under [#lock] only.
final class WorldState {
    final ReentrantLock lock = new ReentrantLock();
    /// Signalled whenever an instance changed.
    final Condition changed = lock.newCondition();
    final SimulatedSettings settings;
    final SimulatedClock clock;
    final Random random;
    final Timeline timeline = new Timeline();
    final Containers containers = new Containers();
    final NamedThings networks = new NamedThings();
    final NamedThings volumes = new NamedThings();
    final HostPorts ports = new HostPorts();
    final Ledger ledger = new Ledger();
    final Faults faults;
    final Nudges nudges;
    final Trace trace;
    final ImageShelf images;
    final Life life = new Life(this);
    final Services services = new Services(this);
    final Ailments ailments = new Ailments();
    boolean down;
    boolean diskFull;

    WorldState(SimulatedSettings settings) {
        this.settings = settings;
        this.clock = settings.clock();
        this.random = new Random(settings.seed());
        this.faults = new Faults(new Random(settings.seed() ^ 0x5eed));
        this.nudges = new Nudges(timeline, clock, faults);
        this.trace = new Trace(clock, settings.traced());
        this.images = new ImageShelf();
    }

    /// An id as Docker makes them: 64 hexadecimal digits.
    String newId() {
        var id = new StringBuilder(64);
        for (int i = 0; i < 4; i++) {
            var part = Long.toHexString(random.nextLong());
            id.append("0".repeat(16 - part.length())).append(part);
        }
        return id.toString();
    }
}

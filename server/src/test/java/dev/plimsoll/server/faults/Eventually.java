package dev.plimsoll.server.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a fact, and says which one when it does not come.
final class Eventually {
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Eventually() {}

    static void holds(String fact, Duration atMost, BooleanSupplier so) {
        holds(fact, atMost, so, () -> "");
    }

    /// @param otherwise told when it does not come
    static void holds(String fact, Duration atMost, BooleanSupplier so, Supplier<String> otherwise) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost.toSeconds() + " s: " + fact + " " + otherwise.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}

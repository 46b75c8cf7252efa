package dev.plimsoll.bench.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for facts of the world outside, looking often enough not to blur what is measured.
public final class Waiting {
    private Waiting() {}

    /// @param what    said when it does not come true in time
    /// @param between pause between two looks
    public static void until(String what, Duration limit, Duration between, BooleanSupplier fact) {
        long end = System.nanoTime() + limit.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Command.Failed("waited " + limit.toSeconds() + " s in vain until " + what);
            }
            pause(between);
        }
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Command.Failed("interrupted");
        }
    }
}

package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The size of a running program's terminal. The first size comes before the program has quite started, when the engine still
/// refuses it, so each is tried for a while, unless a later one came.
final class Terminal implements AutoCloseable {
    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Wire wire;
    private final String execution;
    private final AtomicInteger latest = new AtomicInteger();

    Terminal(Wire wire, String execution) {
        this.wire = wire;
        this.execution = execution;
    }

    void resize(int columns, int rows) {
        int mine = latest.incrementAndGet();
        var call = Call.post("resize a terminal", Route.to("/exec/{}/resize", execution).with("w", columns).with("h", rows));
        Thread.ofVirtual().name("docker terminal size").start(() -> {
            try {
                for (int tries = 0; tries < TRIES && latest.get() == mine && !wire.call(call).ok(); tries++) {
                    Thread.sleep(BETWEEN_TRIES);
                }
            } catch (EngineFailure | InterruptedException given) {
                // A terminal of the wrong size still works.
            }
        });
    }

    @Override
    public void close() {
        latest.incrementAndGet();
    }
}

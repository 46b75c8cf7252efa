package dev.plimsoll.api.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/// Told by the loop what it does. Names of controllers and outcomes are fixed sets, so they may be labels.
public final class LoopMeter {
    private final MeterRegistry registry;

    public LoopMeter(Meters meters) {
        this.registry = meters.registry();
    }

    /// Keys waiting in a controller's queue; asked when somebody wants metrics.
    public void queue(String controller, IntSupplier depth) {
        Gauge.builder("plimsoll.loop.queue", depth, IntSupplier::getAsInt).tag("controller", controller)
            .description("Keys waiting to be reconciled").register(registry);
    }

    /// A run ended.
    ///
    /// @param outcome such as `level` or `failed-retry`
    public void ran(String controller, String outcome, Duration took) {
        Timer.builder("plimsoll.loop.runs").tag("controller", controller).tag("outcome", outcome)
            .description("Runs of controllers").register(registry).record(took);
    }
}

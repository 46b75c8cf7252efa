package dev.plimsoll.api.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/// Told by the prober what it does.
public final class ProbeMeter {
    private final MeterRegistry registry;

    public ProbeMeter(Meters meters) {
        this.registry = meters.registry();
    }

    /// Instances that are probed; asked when somebody wants metrics.
    public void probed(IntSupplier instances) {
        Gauge.builder("plimsoll.probes.instances", instances, IntSupplier::getAsInt).description("Instances that are probed").register(registry);
    }

    /// A try ended.
    public void tried(boolean passed, Duration took) {
        Timer.builder("plimsoll.probes.tries").tag("ended", passed ? "passed" : "failed").description("Tries of probes").register(registry).record(took);
    }
}

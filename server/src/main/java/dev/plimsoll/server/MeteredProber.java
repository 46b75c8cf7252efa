package dev.plimsoll.server;

import dev.plimsoll.controllers.probe.ProbeMeter;
import java.time.Duration;
import java.util.function.IntSupplier;

/// Hands the prober's figures to the API's metrics.
final class MeteredProber implements ProbeMeter {
    private final dev.plimsoll.api.metrics.ProbeMeter metrics;

    MeteredProber(dev.plimsoll.api.metrics.ProbeMeter metrics) {
        this.metrics = metrics;
    }

    @Override
    public void probed(IntSupplier instances) {
        metrics.probed(instances);
    }

    @Override
    public void tried(boolean passed, Duration took) {
        metrics.tried(passed, took);
    }
}

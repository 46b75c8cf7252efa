package dev.plimsoll.server;

import dev.plimsoll.loop.LoopMeter;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.RunRecord;
import java.util.function.IntSupplier;

/// Hands the loop's figures to the API's metrics.
final class MeteredLoop implements LoopMeter {
    private final dev.plimsoll.api.metrics.LoopMeter metrics;

    MeteredLoop(dev.plimsoll.api.metrics.LoopMeter metrics) {
        this.metrics = metrics;
    }

    @Override
    public void controller(String name, IntSupplier waiting, IntSupplier running) {
        metrics.queue(name, waiting);
    }

    @Override
    public void ended(RunRecord run) {
        metrics.ran(run.controller(), run.outcome().map(MeteredLoop::word).orElse("unknown"), run.duration());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Level _ -> "level";
            case Outcome.LookAgain _ -> "look-again";
            case Outcome.WaitingFor _ -> "waiting-for";
            case Outcome.FailedRetry _ -> "failed-retry";
            case Outcome.FailedForGood _ -> "failed-for-good";
        };
    }
}

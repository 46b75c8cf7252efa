package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.planning.BackOff;
import dev.plimsoll.planning.ComponentPlan;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.EngineFailure;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Writes down how an instance failed, with the last lines it wrote, before its container is taken away.
final class FailureNotes {
    private static final int LINES = 20;
    private static final int LONGEST_LINE = 500;

    private final Console console;
    private final InstantSource clock;

    FailureNotes(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    /// The failure to keep, when this look found a new one.
    Optional<ComponentStatus.Failure> of(ComponentPlan plan, Definition wanted, ComponentStatus before) {
        if (plan.failures().isEmpty()) {
            return Optional.empty();
        }
        var failing = plan.failures().getLast();
        boolean fresh = plan.failures().stream().anyMatch(ComponentPlan.Failing::fresh);
        var seen = failing.seen();
        return Optional.of(new ComponentStatus.Failure(seen.stamp().slot(), wanted.hash(), clock.instant(), seen.exitCode(), failing.reason(),
            failing.sentence(), tail(seen.id()), inARow(wanted.hash(), before, fresh)));
    }

    /// The failure to keep when the engine did not do a step.
    ComponentStatus.Failure of(StepRunner.Failed failed, ComponentStatus before) {
        var hash = switch (failed.step()) {
            case Step.RunInstance run -> run.definition().hash();
            case Step.MakeService make -> make.service().each().hash();
            case Step.ChangeService change -> change.service().each().hash();
            case Step.RemoveInstance _, Step.RemoveService _, Step.MakeNetwork _, Step.MakeVolume _, Step.RemoveNetwork _, Step.RemoveVolume _ -> "";
        };
        int slot = failed.step().lane();
        return new ComponentStatus.Failure(slot, hash, clock.instant(), Optional.empty(), failed.failure().code(), failed.sentence(), List.of(),
            inARow(hash, before, true));
    }

    /// The failure to keep when there is no image to make an instance from, with what its builder wrote.
    ComponentStatus.Failure of(EngineFailure failure, ComponentStatus before) {
        int times = before.lastFailure().filter(f -> f.sentence().equals(failure.getMessage())).map(ComponentStatus.Failure::inARow).orElse(0);
        return new ComponentStatus.Failure(0, "", clock.instant(), Optional.empty(), failure.code(), failure.getMessage(),
            failure.lastLines().stream().map(FailureNotes::brief).toList(), times + 1);
    }

    private static String brief(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    private int inARow(String hash, ComponentStatus before, boolean fresh) {
        var last = before.lastFailure().filter(f -> f.hash().equals(hash));
        return new BackOff(last.map(ComponentStatus.Failure::inARow).orElse(0), last.map(ComponentStatus.Failure::at).orElse(java.time.Instant.EPOCH))
            .failedAgain(clock.instant(), fresh).failures();
    }

    private List<String> tail(String instance) {
        var lines = new ArrayDeque<String>();
        try {
            console.logs(instance, new Console.LogQuery(false, Optional.empty(), LINES), (_, _, text) -> {
                lines.add(brief(text));
                if (lines.size() > LINES) {
                    lines.removeFirst();
                }
            });
        } catch (EngineFailure noLogs) {
            // The failure itself is what matters; it is told without its last lines.
            lines.clear();
        }
        return List.copyOf(lines);
    }
}

package dev.plimsoll.controllers.minding;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.minding.Finding;
import dev.plimsoll.planning.minding.Finding.Standing;
import dev.plimsoll.ports.EngineFailure;
import java.util.List;
import java.util.Optional;

/// Applies the remedies that are due for one component, or for the nodes of one cluster, and says what is wrong while it lasts.
public final class MindingController implements Reconciler {
    private final Minders minders;

    public MindingController(Minders minders) {
        this.minders = minders;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        Optional<String> failed = Optional.empty();
        for (var minder : minders.all()) {
            for (var finding : minder.findings(key)) {
                if (finding.standing() == Standing.DUE) {
                    run.step(finding.remedy().map(r -> r.sentence() + ": ").orElse("") + finding.sentence());
                    failed = failed.or(() -> apply(minder, finding));
                }
            }
        }
        if (failed.isPresent()) {
            return Outcome.retry(failed.get());
        }
        return outcome(minders.all().stream().flatMap(minder -> minder.findings(key).stream()).toList());
    }

    private static Optional<String> apply(Minder minder, Finding finding) {
        try {
            minder.apply(finding);
            return Optional.empty();
        } catch (EngineFailure failure) {
            return Optional.of(failure.getMessage());
        }
    }

    private static Outcome outcome(List<Finding> left) {
        var helpless = left.stream().filter(f -> f.standing() == Standing.HELPLESS).findFirst();
        if (helpless.isPresent()) {
            return Outcome.failed(helpless.get().sentence());
        }
        return left.stream().filter(f -> f.standing() != Standing.EARLY).findFirst().map(f -> Outcome.waiting(f.sentence())).orElse(Outcome.LEVEL);
    }
}

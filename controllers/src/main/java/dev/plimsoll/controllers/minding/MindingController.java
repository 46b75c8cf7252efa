package dev.plimsoll.controllers.minding;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.minding.Finding.Standing;

/// Applies the remedies that are due for the nodes of one cluster, and says what is wrong with them while it lasts. What is due for a component is applied when the component is looked at.
public final class MindingController implements Reconciler {
    private final Minders minders;

    public MindingController(Minders minders) {
        this.minders = minders;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var failures = minders.treat(key, run);
        if (!failures.isEmpty()) {
            return Outcome.retry(failures.getFirst());
        }
        var left = minders.findings(key);
        return left.stream().filter(f -> f.standing() == Standing.HELPLESS).findFirst().map(f -> Outcome.failed(f.sentence()))
            .orElseGet(() -> left.stream().filter(f -> f.standing() != Standing.EARLY).findFirst().map(f -> Outcome.waiting(f.sentence())).orElse(Outcome.LEVEL));
    }
}

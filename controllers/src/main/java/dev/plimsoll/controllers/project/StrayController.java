package dev.plimsoll.controllers.project;

import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.component.InstanceParts;
import dev.plimsoll.controllers.component.StepRunner;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds instances and networks that carry our stamp and belong to nobody in the store, and removes them after a grace period. Only the stamp of this
/// very control plane counts; volumes are never strays, because they hold data. Objects of projects that do not exist are looked at with the default one.
public final class StrayController implements Reconciler {
    /// How long something must have belonged to nobody before it is removed.
    public static final Duration GRACE = Duration.ofMinutes(1);

    private final Surroundings around;
    private final StepRunner runner;
    private final Map<Key, Map<String, Instant>> firstSeen = new ConcurrentHashMap<>();

    public StrayController(Surroundings around) {
        this.around = around;
        this.runner = new StepRunner(around.engine(), around.lanes(), new InstanceParts(around.mirror()::get, around.vault(), around.engine()::host));
    }

    @Override
    public Outcome reconcile(Key project, Run run) throws InterruptedException {
        var strays = strays(project);
        var now = around.clock().instant();
        var seen = firstSeen.getOrDefault(project, Map.of());
        var known = new HashMap<String, Instant>();
        strays.keySet().forEach(id -> known.put(id, seen.getOrDefault(id, now)));
        firstSeen.put(project, Map.copyOf(known));
        if (strays.isEmpty()) {
            return Outcome.LEVEL;
        }
        var due = new ArrayList<Step>();
        strays.forEach((id, step) -> {
            if (!known.get(id).plus(GRACE).isAfter(now)) {
                due.add(step);
            }
        });
        var failed = runner.run(due, run);
        if (!failed.isEmpty()) {
            return Outcome.retry(failed.getFirst().sentence());
        }
        return Outcome.lookAgain(due.size() == strays.size() ? Duration.ofSeconds(1) : GRACE, strays.size() + " strays");
    }

    private Map<String, Step> strays(Key project) throws InterruptedException {
        var strays = new LinkedHashMap<String, Step>();
        new EngineStrays(around.mirror()::get).among(around.engine().observe().inventory(), stamp -> concerns(project, stamp)).forEach(stray -> strays.put(stray.ref().id(), stray.step()));
        return strays;
    }

    private boolean concerns(Key project, Stamp stamp) {
        return stamp.project().equals(project.name())
            || project.name().equals(Metadata.DEFAULT_PROJECT) && around.mirror().get(new Key(Kind.PROJECT, "", stamp.project())).isEmpty();
    }
}

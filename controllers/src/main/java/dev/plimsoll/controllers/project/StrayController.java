package dev.plimsoll.controllers.project;

import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds instances and networks that carry our stamp and belong to nobody in the store, or to somebody who is on another engine, and removes them after a grace period. Only the stamp of this
/// very control plane counts; volumes are never strays, because they hold data. Objects of projects that do not exist are looked at with the default one.
public final class StrayController implements Reconciler {
    /// How long something must have belonged to nobody before it is removed.
    public static final Duration GRACE = Duration.ofMinutes(1);

    private final Surroundings around;
    private final Map<Key, Map<String, Instant>> firstSeen = new ConcurrentHashMap<>();

    public StrayController(Surroundings around) {
        this.around = around;
    }

    @Override
    public Outcome reconcile(Key project, Run run) throws InterruptedException {
        var now = around.clock().instant();
        var seen = firstSeen.getOrDefault(project, Map.of());
        var known = new HashMap<String, Instant>();
        var failures = new ArrayList<String>();
        int due = 0;
        for (var way : around.engines().ofProject(project)) {
            try {
                var strays = strays(project, way);
                strays.keySet().forEach(id -> known.put(id, seen.getOrDefault(id, now)));
                var steps = strays.entrySet().stream().filter(e -> !known.get(e.getKey()).plus(GRACE).isAfter(now)).map(Map.Entry::getValue).toList();
                due += steps.size();
                around.runner(way.engine()).run(steps, run).forEach(failed -> failures.add(failed.sentence()));
            } catch (EngineFailure silent) {
                // One that does not answer keeps nobody from looking at the others.
                failures.add("cannot look for strays on " + way.location() + ": " + silent.getMessage());
            }
        }
        firstSeen.put(project, Map.copyOf(known));
        if (!failures.isEmpty()) {
            return Outcome.retry(failures.getFirst());
        }
        return known.isEmpty() ? Outcome.LEVEL : Outcome.lookAgain(due == known.size() ? Duration.ofSeconds(1) : GRACE, known.size() + " strays");
    }

    private Map<String, Step> strays(Key project, Way.Open way) throws InterruptedException {
        var strays = new LinkedHashMap<String, Step>();
        new EngineStrays(around.mirror()::get, way.location()).among(way.engine().observe().inventory(), stamp -> concerns(project, stamp)).forEach(stray -> strays.put(stray.ref().id(), stray.step()));
        return strays;
    }

    private boolean concerns(Key project, Stamp stamp) {
        return stamp.project().equals(project.name())
            || project.name().equals(Metadata.DEFAULT_PROJECT) && around.mirror().get(new Key(Kind.PROJECT, "", stamp.project())).isEmpty();
    }
}

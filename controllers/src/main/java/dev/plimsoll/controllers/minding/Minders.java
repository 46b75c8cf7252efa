package dev.plimsoll.controllers.minding;

import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.minding.Finding;
import dev.plimsoll.planning.minding.Finding.Standing;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Those who mind the engines of this control plane. Engines come and go with their clusters.
public final class Minders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Minders.class);

    private final List<Minder> all = new CopyOnWriteArrayList<>();

    /// @return takes it out again, and ends it
    public AutoCloseable add(Minder minder) {
        all.add(minder);
        return () -> {
            all.remove(minder);
            minder.close();
        };
    }

    /// Applies the remedies that are due for a key, each as a step of the run.
    ///
    /// @return why remedies could not be applied
    public List<String> treat(Key key, Run run) {
        var failures = new ArrayList<String>();
        for (var minder : all) {
            for (var finding : minder.findings(key)) {
                if (finding.standing() == Standing.DUE) {
                    run.step(finding.remedy().map(r -> r.sentence() + ": ").orElse("") + finding.sentence());
                    try {
                        minder.apply(finding);
                    } catch (EngineFailure failure) {
                        LOG.warn("a remedy cannot be applied: {}", failure.getMessage());
                        failures.add(failure.getMessage());
                    }
                }
            }
        }
        return failures;
    }

    /// What is wrong with a component, or with the nodes of a cluster.
    public List<Finding> findings(Key key) {
        return all.stream().flatMap(minder -> minder.findings(key).stream()).toList();
    }

    @Override
    public void close() {
        all.forEach(Minder::close);
        all.clear();
    }
}

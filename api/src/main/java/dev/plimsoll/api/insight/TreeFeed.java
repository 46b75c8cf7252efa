package dev.plimsoll.api.insight;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.EventStream;
import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A status tree that is sent again whenever something in it changes, a few times a second at most, and less often the dearer it is. Only the newest
/// counts, so a slow client gets fewer trees, not late ones.
final class TreeFeed {
    private static final Set<Kind> MACHINES = Set.of(Kind.POOL, Kind.MACHINE);
    private static final Set<Kind> PARTS = Set.of(Kind.COMPONENT, Kind.ROUTE, Kind.POOL, Kind.MACHINE);
    private static final Duration PAUSE = Duration.ofMillis(80);
    /// A tree of thousands takes its time: one that took a second is followed by a pause of several.
    private static final int REST = 6;

    private final Mirror mirror;
    private final RunHistory runs;
    private final Trees trees;

    TreeFeed(Mirror mirror, RunHistory runs, Trees trees) {
        this.mirror = mirror;
        this.runs = runs;
        this.trees = trees;
    }

    Answer follow(Key assembly, Limits limits) {
        return new Answer.Streamed(EventStream.MEDIA_TYPE, out -> follow(assembly, limits, out));
    }

    private void follow(Key assembly, Limits limits, OutputStream out) throws Exception {
        var stream = new EventStream(out, limits.keepAlive());
        var changed = new Semaphore(1);
        try (var _ = mirror.subscribe(change -> wake(changed, concerns(assembly, change.resource())));
             var _ = runs.subscribe(run -> wake(changed, concerns(assembly, run.key())))) {
            var sent = "";
            while (true) {
                if (!changed.tryAcquire(limits.keepAlive().toMillis(), TimeUnit.MILLISECONDS)) {
                    stream.alive();
                    continue;
                }
                changed.drainPermits();
                long began = System.nanoTime();
                var now = mirror.get(assembly);
                if (now.isEmpty()) {
                    stream.send(new EventStream.Event("removed", "{\"key\":\"" + assembly + "\"}"));
                    return;
                }
                var text = Wire.text(trees.of(now.get()));
                if (!text.equals(sent)) {
                    stream.send(new EventStream.Event("tree", text));
                    stream.flush();
                    sent = text;
                    var took = Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST);
                    Thread.sleep(took.compareTo(PAUSE) > 0 ? took : PAUSE);
                }
            }
        }
    }

    private static void wake(Semaphore changed, boolean concerned) {
        if (concerned && changed.availablePermits() == 0) {
            changed.release();
        }
    }

    private static boolean concerns(Key assembly, Resource changed) {
        return changed.key().equals(assembly) || PARTS.contains(changed.kind()) && changed.metadata().project().equals(assembly.project())
            && (assembly.kind() == Kind.UPGRADE && changed.kind() == Kind.MACHINE || assembly.kind() == Kind.CLUSTER && MACHINES.contains(changed.kind()) || ownedBy(assembly, changed));
    }

    private static boolean ownedBy(Key assembly, Resource changed) {
        return changed.metadata().owner().filter(o -> o.kind() == assembly.kind() && o.name().equals(assembly.name())).isPresent();
    }

    private boolean concerns(Key assembly, Key run) {
        return run.equals(assembly) || PARTS.contains(run.kind()) && mirror.get(run).filter(component -> concerns(assembly, component)).isPresent();
    }
}

package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Nudge;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of changes by looking: a Swarm has events for services and machines, but none for tasks, and its managers tell of no other machine's containers. Two listings
/// a look: often while something is under way, seldom while nothing changes. Who changes something through us wakes the watch, and so does what happens on the manager itself. A dear look is
/// followed by a longer pause.
final class TaskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration QUIET_PAUSE = Duration.ofSeconds(2);
    /// Nothing has changed in so many looks: all is quiet.
    private static final int QUIET_AFTER = 6;
    private static final int PAUSES_OF_A_LOOK = 10;

    private final SwarmListing listing;
    private final String plane;
    private final Consumer<Nudge> onNudge;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean closed;

    TaskWatch(SwarmListing listing, String plane, Consumer<Nudge> onNudge) {
        this.listing = listing;
        this.plane = plane;
        this.onNudge = onNudge;
        this.thread = Thread.ofVirtual().name("swarm watch").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Something is about to change, or has changed.
    void wake() {
        wakes.release();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        var before = Optional.<Map<Stamp, Set<String>>>empty();
        int unchanged = 0;
        while (!closed) {
            long start = System.nanoTime();
            try {
                var now = look();
                if (before.isEmpty()) {
                    tell(Nudge.EVERYTHING);
                } else {
                    changed(before.get(), now).forEach(stamp -> tell(new Nudge(Optional.of(stamp))));
                }
                unchanged = before.filter(now::equals).isPresent() ? unchanged + 1 : 0;
                before = Optional.of(now);
            } catch (EngineFailure lost) {
                LOG.debug("the swarm did not answer: {}", lost.getMessage());
                // Once: that no manager answers is news too.
                before.ifPresent(_ -> tell(Nudge.EVERYTHING));
                before = Optional.empty();
            }
            if (rest(unchanged < QUIET_AFTER ? PAUSE : QUIET_PAUSE, Duration.ofNanos(System.nanoTime() - start).multipliedBy(PAUSES_OF_A_LOOK))) {
                unchanged = 0;
            }
        }
    }

    /// Versions of everything of ours, by whose it is; a slot has no account of its own.
    private Map<Stamp, Set<String>> look() {
        var versions = new HashMap<Stamp, Set<String>>();
        listing.services(plane).values().forEach(s -> note(versions, s, s.path("Spec").path("Labels")));
        listing.tasks(plane).values().forEach(tasks -> tasks.forEach(t -> note(versions, t, t.path("Spec").path("ContainerSpec").path("Labels"))));
        return versions;
    }

    private static void note(Map<Stamp, Set<String>> versions, JsonNode object, JsonNode labels) {
        Stamp.of(Json.texts(labels)).map(TaskWatch::whose).ifPresent(stamp ->
            versions.computeIfAbsent(stamp, _ -> new HashSet<>()).add(object.path("ID").asText() + "@" + object.path("Version").path("Index").asText()));
    }

    private static Stamp whose(Stamp s) {
        return new Stamp(s.plane(), s.project(), s.assembly(), s.component(), 0, "", s.uid());
    }

    private static Set<Stamp> changed(Map<Stamp, Set<String>> before, Map<Stamp, Set<String>> now) {
        var changed = new HashSet<Stamp>();
        now.forEach((stamp, versions) -> {
            if (!versions.equals(before.get(stamp))) {
                changed.add(stamp);
            }
        });
        before.keySet().stream().filter(stamp -> !now.containsKey(stamp)).forEach(changed::add);
        return changed;
    }

    private void tell(Nudge nudge) {
        try {
            if (!closed) {
                onNudge.accept(nudge);
            }
        } catch (RuntimeException theirs) {
            LOG.error("whoever watches {} failed on {}", plane, nudge, theirs);
        }
    }

    /// @return whether somebody woke it
    private boolean rest(Duration usual, Duration dear) {
        try {
            var pause = dear.compareTo(usual) > 0 ? dear : usual;
            boolean woken = wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
            wakes.drainPermits();
            if (woken) {
                // Many wake it together.
                Thread.sleep(dear.compareTo(PAUSE) > 0 ? dear : PAUSE);
            }
            return woken;
        } catch (InterruptedException wanted) {
            closed = true;
            return false;
        }
    }
}

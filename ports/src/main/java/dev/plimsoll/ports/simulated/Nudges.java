package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Nudge;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/// Who watches the engine, and what they have yet to hear. Filled under the world's lock; [#take] is emptied and told outside of it, because
/// whoever hears a nudge may call the engine.
final class Nudges {
    private static final System.Logger LOG = System.getLogger(Nudges.class.getName());
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Timeline timeline;
    private final SimulatedClock clock;
    private final Faults faults;
    private final List<Watch> watches = new ArrayList<>();
    private final Queue<Runnable> untold = new ArrayDeque<>();

    Nudges(Timeline timeline, SimulatedClock clock, Faults faults) {
        this.timeline = timeline;
        this.clock = clock;
        this.faults = faults;
    }

    /// Somebody who watches.
    static final class Watch {
        private final String plane;
        private final Consumer<Nudge> listener;
        private volatile boolean closed;

        Watch(String plane, Consumer<Nudge> listener) {
            this.plane = plane;
            this.listener = listener;
        }

        void close() {
            closed = true;
        }

        private void tell(Nudge nudge) {
            if (!closed) {
                try {
                    listener.accept(nudge);
                } catch (RuntimeException theirs) {
                    // A listener's own fault ends neither the watch nor the world.
                    LOG.log(System.Logger.Level.WARNING, "a listener to nudges failed: {0}", theirs.toString());
                }
            }
        }
    }

    void add(Watch watch) {
        watches.removeIf(w -> w.closed);
        watches.add(watch);
        untold.add(() -> watch.tell(Nudge.EVERYTHING));
    }

    /// Something of ours changed.
    void about(Stamp stamp) {
        var nudge = new Nudge(Optional.of(stamp));
        for (var watch : watches) {
            if (watch.plane.equals(stamp.plane()) && !watch.closed) {
                Runnable tell = () -> watch.tell(nudge);
                switch (faults.ofNudge().orElse(null)) {
                    case NUDGE_LOST -> { }
                    case NUDGE_LATE -> timeline.plan(clock.in(LATE), () -> untold.add(tell));
                    case NUDGE_DOUBLED -> {
                        untold.add(tell);
                        untold.add(tell);
                    }
                    case null, default -> untold.add(tell);
                }
            }
        }
    }

    /// The connection was lost and is there again.
    void reconnected() {
        watches.forEach(w -> untold.add(() -> w.tell(Nudge.EVERYTHING)));
    }

    Optional<Runnable> take() {
        return Optional.ofNullable(untold.poll());
    }
}

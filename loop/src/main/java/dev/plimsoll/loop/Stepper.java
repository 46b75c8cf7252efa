package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Drives a loop without threads and without waiting, for simulations: one key at a time on the caller's thread, chosen by the seeded
/// randomness among all that are ready. With the same seed, the same declarations and a world that answers the same, the runs are the same.
///
/// Everything but the dispatching is what the server runs. Not safe for many threads.
public final class Stepper {
    private final List<ControllerLoop> loops;
    private final RandomGenerator random;
    private final Heard heard;

    Stepper(List<ControllerLoop> loops, LoopSettings settings, Heard heard) {
        this.loops = loops;
        this.random = settings.random();
        this.heard = heard;
    }

    private record Ready(ControllerLoop loop, Key key) {}

    /// Runs one key that is ready at the clock's time.
    ///
    /// @return what the run was; none when no key is ready: time has to pass, see [#nextDue]
    /// @throws Error when the reconciler threw one, such as a failed assertion; an exception becomes the run's outcome, as on the server
    public Optional<RunRecord> step() throws InterruptedException {
        var ready = new ArrayList<Ready>();
        for (var loop : loops) {
            loop.sweep();
            loop.queue().ready().stream().sorted(Comparator.naturalOrder()).forEach(k -> ready.add(new Ready(loop, k)));
        }
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        var chosen = ready.get(random.nextInt(ready.size()));
        var run = chosen.loop().begin(chosen.loop().queue().take(chosen.key()));
        var ended = chosen.loop().carryOut(run);
        // The mirror tells of commits from its own thread. Waiting for that here keeps its speed out of what happens next.
        heard.await(run.written().stream().mapToLong(Long::longValue).max().orElse(0));
        if (ended.thrown().orElse(null) instanceof Error error) {
            throw error;
        }
        return Optional.of(ended.run());
    }

    /// Waits until the loop heard of everything committed up to this revision. To be called after writes of one's own.
    public void await(long revision) throws InterruptedException {
        heard.await(revision);
    }

    /// When the next timer, retry or sweep is due; a time that is past or now means that a key is ready.
    public Instant nextDue() {
        return loops.stream().map(l -> earlier(l.sweep(), l.queue().nextDue())).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /// Whether no key is ready and none has a timer: only a sweep, a change or a nudge would bring one up.
    public boolean quiet() {
        return loops.stream().allMatch(l -> l.queue().waiting() == 0);
    }

    private static Instant earlier(Instant sweep, Optional<Instant> due) {
        return due.filter(d -> d.isBefore(sweep)).orElse(sweep);
    }
}

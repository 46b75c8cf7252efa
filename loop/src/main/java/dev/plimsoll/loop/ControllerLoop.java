package dev.plimsoll.loop;

import dev.plimsoll.loop.WorkQueue.Next;
import dev.plimsoll.loop.WorkQueue.Ticket;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One controller's share of the loop: its dirty keys, and [#interpret], the switch that decides when to look again. Driven by a
/// [Dispatcher] (threads) or a [Stepper] (none): everything but that is the same.
final class ControllerLoop {
    /// "Look again at once" would let a simulated clock stand still for ever.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final BackOff CONFLICTS = new BackOff(Duration.ofMillis(10), Duration.ofSeconds(1));

    private final Controller controller;
    private final Mirror mirror;
    private final LoopSettings settings;
    private final RunHistory history;
    private final LoopMeter meter;
    private final WorkQueue queue;
    private final Sweep sweep;
    private final RunLog log;
    private final Waiters waiters = new Waiters();
    private final RecentChanges recent = new RecentChanges();
    private final Echoes echoes = new Echoes();
    private final Failures failures = new Failures();
    private final Failures conflicts = new Failures();
    private final Map<Key, Long> lastWrites = new ConcurrentHashMap<>();

    /// What the controllers of one loop share.
    record Shared(Mirror mirror, LoopSettings settings, RunHistory history, LoopMeter meter) {}

    ControllerLoop(Controller controller, Shared shared) {
        this.controller = controller;
        this.mirror = shared.mirror();
        this.settings = shared.settings();
        this.history = shared.history();
        this.meter = shared.meter();
        this.queue = new WorkQueue(settings.clock());
        this.sweep = new Sweep(controller.sweep(), this::keys, settings.random());
        this.log = new RunLog(controller.name());
        meter.controller(controller.name(), queue::waiting, queue::out);
    }

    Controller controller() {
        return controller;
    }

    WorkQueue queue() {
        return queue;
    }

    /// Everything is dirty: nobody knows what happened while the loop did not run.
    void markAll(Trigger trigger) {
        keys().forEach(k -> queue.mark(k, trigger));
    }

    /// A change became visible in the mirror. Called from one thread; never throws.
    void changed(Change change) {
        Resource resource = change.resource();
        recent.add(change);
        waiters.wake(resource.key()).forEach(k -> queue.mark(k, Trigger.WOKEN));
        if (resource.kind() == controller.kind() && echoes.isNews(change)) {
            queue.mark(resource.key(), Trigger.CHANGED);
        }
        if (controller.watches().contains(resource.kind())) {
            // A key may write the status of others of its kind, as a primary does for its sidekicks: that must not cut short the pause after its own failure.
            var cause = resource.kind() == controller.kind() ? Trigger.WOKEN : Trigger.CHANGED;
            try {
                controller.concerns().apply(resource).stream().filter(k -> !k.equals(resource.key())).forEach(k -> queue.mark(own(k), cause));
            } catch (RuntimeException broken) {
                log.broken(resource.key(), broken);
            }
        }
    }

    /// Marks what the sweep has come to, and says when it goes on.
    Instant sweep() {
        var now = settings.clock().instant();
        sweep.due(now).forEach(k -> queue.mark(k, Trigger.SWEEP));
        return sweep.nextDue().orElse(now);
    }

    LiveRun begin(Ticket ticket) {
        return history.begin(controller, ticket);
    }

    /// Reconciles one key on the calling thread, and puts it back for its next look.
    Ended carryOut(LiveRun run) {
        var attempt = attempt(run);
        var next = soon(Trigger.RETRY, settings.backOff().longest());
        try (var _ = log.lines(run)) {
            next = interpret(run, attempt);
            var record = history.end(run, attempt.outcome());
            next = next.resting(settings.clock().instant().plus(controller.restAfter(record.duration())));
            meter.ended(record);
            log.ended(record, run.trigger());
            return new Ended(record, attempt.thrown());
        } finally {
            queue.done(run.key(), next);
        }
    }

    /// @param thrown what the reconciler threw, if it did
    record Ended(RunRecord run, Optional<Throwable> thrown) {}

    private record Attempt(Outcome outcome, Optional<Throwable> thrown) {}

    private Attempt attempt(LiveRun run) {
        var key = run.key();
        try (var _ = log.lines(run)) {
            run.enters();
            waiters.forget(key);
            mirror.await(lastWrites.getOrDefault(key, 0L));
            lastWrites.remove(key);
            run.sees(mirror.revision());
            echoes.begin(key, mirror.get(key));
            var outcome = controller.reconciler().reconcile(key, run);
            conflicts.forget(key);
            return new Attempt(outcome == null ? Outcome.retry("the controller gave no outcome") : outcome, Optional.empty());
        } catch (StoreFailure.Conflict faster) {
            int inARow = conflicts.failed(key, "").inARow();
            return new Attempt(Outcome.lookAgain(CONFLICTS.pause(inARow, settings.random()), "it changed meanwhile"), Optional.empty());
        } catch (Throwable thrown) {
            return new Attempt(Outcome.retry(LiveRun.shortened(reason(run, thrown))), Optional.of(thrown));
        } finally {
            run.leaves();
        }
    }

    private static String reason(LiveRun run, Throwable thrown) {
        if (!run.interruption().isEmpty()) {
            return run.interruption() + (run.lastStep().isEmpty() ? "" : ", at: " + run.lastStep());
        }
        var message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    /// The one place that decides when a key is looked at again.
    private Next interpret(LiveRun run, Attempt attempt) {
        var key = run.key();
        run.written().stream().max(Long::compare).filter(r -> r > mirror.revision()).ifPresent(r -> lastWrites.put(key, r));
        if (echoes.end(key, run.written())) {
            queue.mark(key, Trigger.CHANGED);
        }
        return switch (attempt.outcome()) {
            case Outcome.Level _ -> {
                log.recovered(key, failures.forget(key));
                yield Next.NEVER;
            }
            case Outcome.LookAgain(var after, _) -> soon(Trigger.TIMER, after.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : after);
            case Outcome.WaitingFor(var awaited, _) -> {
                failures.forget(key);
                awaited.ifPresent(on -> waitFor(run, on));
                yield soon(Trigger.TIMER, settings.safety());
            }
            case Outcome.FailedRetry(var reason) -> {
                var failing = failures.failed(key, reason);
                var pause = settings.backOff().pause(failing.inARow(), settings.random());
                log.failed(key, failing, "again in " + LiveRun.inWords(pause), attempt.thrown());
                var now = settings.clock().instant();
                yield new Next(Trigger.RETRY, now.plus(pause), now.plus(calm(pause)));
            }
            case Outcome.FailedForGood(var reason) -> {
                var failing = failures.failed(key, reason);
                log.failed(key, failing, "not tried again until something changes", attempt.thrown());
                var pause = settings.backOff().pause(failing.inARow(), settings.random());
                yield new Next(Trigger.TIMER, Instant.MAX, settings.clock().instant().plus(calm(pause)));
            }
        };
    }

    private void waitFor(LiveRun run, Key on) {
        waiters.await(run.key(), on);
        // It may have changed after the run read it and before anybody knew that we wait. Whoever else waits for it is woken too: waking forgets all.
        if (recent.changedSince(on, run.sawUpTo())) {
            waiters.wake(on).forEach(k -> queue.mark(k, Trigger.WOKEN));
        }
    }

    /// Nudges cut a pause short, or an engine that is back would be noticed late. But a failing run causes nudges itself.
    private static Duration calm(Duration pause) {
        return pause.dividedBy(8);
    }

    private Next soon(Trigger trigger, Duration pause) {
        return new Next(trigger, settings.clock().instant().plus(pause), Instant.MIN);
    }

    private List<Key> keys() {
        return mirror.list(Query.of(controller.kind())).stream().map(Resource::key).toList();
    }

    private Key own(Key key) {
        if (key.kind() != controller.kind()) {
            throw new IllegalStateException(controller.name() + " reconciles kind " + controller.kind().title() + ", but concerns() named " + key);
        }
        return key;
    }
}

package dev.plimsoll.server;

import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.loop.Loop;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.RunListener;
import dev.plimsoll.loop.RunRecord;
import dev.plimsoll.model.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Shows the loop's runs to the API.
final class LoopRuns implements RunHistory, AutoCloseable {
    /// Ended runs of any key kept for those who ask for the newest of all.
    private static final int KEPT = 1_000;

    private final Loop loop;
    private final Deque<RunRecord> ended = new ArrayDeque<>();
    private final AutoCloseable subscription;

    LoopRuns(Loop loop) {
        this.loop = loop;
        this.subscription = loop.subscribe(new RunListener() {
            @Override
            public void ended(RunRecord run) {
                synchronized (ended) {
                    ended.addFirst(run);
                    while (ended.size() > KEPT) {
                        ended.removeLast();
                    }
                }
            }
        });
    }

    @Override
    public List<PastRun> newest(Optional<Key> key, int limit) {
        return key.map(loop::records).orElseGet(this::all).stream().limit(limit).map(LoopRuns::past).toList();
    }

    @Override
    public AutoCloseable subscribe(Consumer<PastRun> listener) {
        return loop.subscribe(new RunListener() {
            @Override
            public void moved(RunRecord run) {
                tell(run);
            }

            @Override
            public void ended(RunRecord run) {
                tell(run);
            }

            private synchronized void tell(RunRecord run) {
                listener.accept(past(run));
            }
        });
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception broken) {
            throw new IllegalStateException("cannot unsubscribe from the loop", broken);
        }
    }

    private List<RunRecord> all() {
        var all = new ArrayList<>(loop.live().reversed());
        synchronized (ended) {
            all.addAll(ended);
        }
        return all;
    }

    private static PastRun past(RunRecord run) {
        return new PastRun(run.id(), run.controller(), run.key(), run.trigger(), run.startedAt(), run.duration(), run.steps(), run.progress(),
            run.outcome().map(LoopRuns::ending));
    }

    private static Ending ending(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Level _ -> new Ending(Type.LEVEL, "", Optional.empty(), Optional.empty());
            case Outcome.LookAgain o -> new Ending(Type.LOOK_AGAIN, o.reason(), Optional.of(o.after()), Optional.empty());
            case Outcome.WaitingFor o -> new Ending(Type.WAITING_FOR, o.reason(), Optional.empty(), o.key());
            case Outcome.FailedRetry o -> new Ending(Type.FAILED_RETRY, o.reason(), Optional.empty(), Optional.empty());
            case Outcome.FailedForGood o -> new Ending(Type.FAILED_FOR_GOOD, o.reason(), Optional.empty(), Optional.empty());
        };
    }
}

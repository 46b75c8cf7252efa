package dev.plimsoll.loop;

import dev.plimsoll.loop.WorkQueue.Ticket;
import dev.plimsoll.model.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What runs did: the last ones of each key, and those under way. Bounded per key and in all; when there are too many, the keys that had
/// nothing to tell for the longest time are forgotten first.
final class RunHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    private final LoopSettings settings;
    private final String idPrefix;
    private final AtomicLong runs = new AtomicLong();
    private final Set<LiveRun> live = ConcurrentHashMap.newKeySet();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    /// Newest record first; keys in the order in which they last told something.
    private final SequencedMap<Key, Deque<RunRecord>> records = new LinkedHashMap<>();
    private int kept;

    RunHistory(LoopSettings settings) {
        this.settings = settings;
        this.idPrefix = Integer.toString(settings.random().nextInt(36 * 36 * 36 * 36), 36) + "-";
    }

    LiveRun begin(Controller controller, Ticket ticket) {
        var run = new LiveRun(idPrefix + Long.toString(runs.incrementAndGet(), 36), controller, ticket, settings.clock(), this::moved);
        live.add(run);
        return run;
    }

    RunRecord end(LiveRun run, Outcome outcome) {
        live.remove(run);
        var record = run.record(Optional.of(outcome));
        if (keep(record)) {
            tell(l -> l.ended(record));
        }
        return record;
    }

    /// Newest first; those under way before all others.
    List<RunRecord> of(Key key) {
        var all = new ArrayList<RunRecord>();
        live.stream().filter(r -> r.key().equals(key)).map(r -> r.record(Optional.empty())).forEach(all::add);
        synchronized (records) {
            all.addAll(records.getOrDefault(key, new ArrayDeque<>()));
        }
        return all;
    }

    List<RunRecord> live() {
        return live.stream().map(r -> r.record(Optional.empty())).sorted(Comparator.comparing(RunRecord::startedAt).thenComparing(RunRecord::id)).toList();
    }

    Set<LiveRun> running() {
        return Set.copyOf(live);
    }

    AutoCloseable subscribe(RunListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void moved(LiveRun run) {
        if (!listeners.isEmpty()) {
            var record = run.record(Optional.empty());
            tell(l -> l.moved(record));
        }
    }

    private void tell(Consumer<RunListener> what) {
        for (var listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException broken) {
                LOG.error("a listener to runs failed", broken);
            }
        }
    }

    /// @return whether it tells something new
    private boolean keep(RunRecord record) {
        synchronized (records) {
            var ofKey = records.computeIfAbsent(record.key(), _ -> new ArrayDeque<>(2));
            var before = ofKey.stream().filter(r -> r.controller().equals(record.controller())).findFirst();
            if (before.filter(b -> sameNothing(b, record)).isPresent()) {
                ofKey.remove(before.get());
                ofKey.addFirst(record);
                return false;
            }
            ofKey.addFirst(record);
            kept++;
            if (ofKey.size() > settings.perKey()) {
                ofKey.removeLast();
                kept--;
            }
            records.putLast(record.key(), ofKey);
            while (kept > settings.records()) {
                kept -= records.pollFirstEntry().getValue().size();
            }
            return before.isPresent() || !record.steps().isEmpty() || !(record.outcome().orElseThrow() instanceof Outcome.Level);
        }
    }

    /// Whether two runs in a row took no step and came to the same: then the later one stands for both. Failures are all kept: each is an event.
    private static boolean sameNothing(RunRecord before, RunRecord now) {
        return before.steps().isEmpty() && now.steps().isEmpty() && switch (now.outcome().orElseThrow()) {
            case Outcome.Level level -> before.outcome().orElseThrow().equals(level);
            case Outcome.WaitingFor waiting -> before.outcome().orElseThrow().equals(waiting);
            case Outcome.LookAgain(_, var reason) -> before.outcome().orElseThrow() instanceof Outcome.LookAgain(_, var same) && same.equals(reason);
            case Outcome.FailedForGood failed -> before.outcome().orElseThrow().equals(failed);
            case Outcome.FailedRetry _ -> false;
        };
    }
}

package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Which keys of one controller are to be looked at, and from when on. A key is in it at most once, so the queue is never longer than
/// there are keys, however many signals come. A key that is out with a worker stays reserved: what is said about it meanwhile
/// counts when it comes back.
final class WorkQueue {
    /// Keys that pause and have nothing to do may stay this many, before they are looked through.
    private static final int IDLE_ENTRIES = 1_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final Map<Key, Entry> entries = new HashMap<>();
    /// Entries that are due some time and not out, soonest first. Ties go by key, so that a seed decides everything.
    private final TreeSet<Entry> due = new TreeSet<>(Comparator.<Entry, Instant>comparing(e -> e.due).thenComparing(e -> e.key));
    private int out;

    WorkQueue(InstantSource clock) {
        this.clock = clock;
    }

    /// A key given to a worker, who must say [#done] in the end.
    record Ticket(Key key, Trigger trigger) {}

    /// When to look at a key again.
    ///
    /// @param due     then at the latest; the far end of time for never
    /// @param atLeast signals other than a change or a wish do not make it sooner than this: what a failing run stirs up comes back as nudges, and
    ///                must not turn the pause into a storm
    /// @param rest    nothing at all makes it sooner than this
    record Next(Trigger trigger, Instant due, Instant atLeast, Instant rest) {
        /// Not by itself.
        static final Next NEVER = new Next(Trigger.TIMER, Instant.MAX, Instant.MIN);

        Next(Trigger trigger, Instant due, Instant atLeast) {
            this(trigger, due, atLeast, Instant.MIN);
        }

        Next resting(Instant until) {
            return new Next(trigger, due.isBefore(until) ? until : due, atLeast, until);
        }
    }

    /// Makes a key dirty now.
    void mark(Key key, Trigger trigger) {
        lock.lock();
        try {
            var entry = entries.computeIfAbsent(key, Entry::new);
            var now = clock.instant();
            if (entry.out) {
                entry.add(trigger, now);
                return;
            }
            if (entry.due != null) {
                due.remove(entry);
            }
            entry.add(trigger, entry.soonest(trigger, now));
            due.add(entry);
            if (due.first() == entry) {
                sooner.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes the key that has been due longest.
    Optional<Ticket> take() {
        lock.lock();
        try {
            return due.isEmpty() || due.first().due.isAfter(clock.instant()) ? Optional.empty() : Optional.of(hand(due.first()));
        } finally {
            lock.unlock();
        }
    }

    /// Takes one of the keys that [#ready] named.
    Ticket take(Key key) {
        lock.lock();
        try {
            return hand(entries.get(key));
        } finally {
            lock.unlock();
        }
    }

    /// The keys that are due now.
    List<Key> ready() {
        lock.lock();
        try {
            var now = clock.instant();
            return due.stream().takeWhile(e -> !e.due.isAfter(now)).map(e -> e.key).toList();
        } finally {
            lock.unlock();
        }
    }

    /// A worker brings a key back and says when to look again. What was said meanwhile counts too.
    void done(Key key, Next next) {
        lock.lock();
        try {
            var entry = entries.get(key);
            entry.out = false;
            out--;
            entry.atLeast = next.atLeast();
            entry.rest = next.rest();
            if (entry.due != null) {
                entry.due = entry.soonest(entry.trigger, entry.due);
            }
            if (next.due().isBefore(Instant.MAX)) {
                entry.add(next.trigger(), next.due());
            }
            if (entry.due != null) {
                due.add(entry);
                sooner.signalAll();
            } else if (entry.isIdle(clock.instant())) {
                entries.remove(key);
            } else if (entries.size() > 2 * (due.size() + out) + IDLE_ENTRIES) {
                var now = clock.instant();
                entries.values().removeIf(e -> e.isIdle(now));
            }
        } finally {
            lock.unlock();
        }
    }

    /// When the next key is due; none when nothing is dirty and no timer runs.
    Optional<Instant> nextDue() {
        lock.lock();
        try {
            return due.isEmpty() ? Optional.empty() : Optional.of(due.first().due);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a key is due or `until` has come; may return sooner.
    void await(Instant until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var now = clock.instant();
            var wanted = due.isEmpty() || due.first().due.isAfter(until) ? until : due.first().due;
            if (wanted.isAfter(now)) {
                // Whatever wakes us, the caller looks again, so a single wait is enough.
                sooner.await(Math.max(1, Duration.between(now, wanted).toMillis()), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Keys that wait for their turn or a timer.
    int waiting() {
        lock.lock();
        try {
            return due.size();
        } finally {
            lock.unlock();
        }
    }

    /// Keys it remembers anything of.
    int known() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /// Keys that are out with workers.
    int out() {
        lock.lock();
        try {
            return out;
        } finally {
            lock.unlock();
        }
    }

    private Ticket hand(Entry entry) {
        due.remove(entry);
        var ticket = new Ticket(entry.key, entry.trigger);
        entry.due = null;
        entry.trigger = null;
        entry.atLeast = Instant.MIN;
        entry.rest = Instant.MIN;
        entry.out = true;
        out++;
        return ticket;
    }

    private static final class Entry {
        private final Key key;
        private Instant due;
        private Trigger trigger;
        private Instant atLeast = Instant.MIN;
        private Instant rest = Instant.MIN;
        private boolean out;

        Entry(Key key) {
            this.key = key;
        }

        boolean isIdle(Instant now) {
            return due == null && !out && !atLeast.isAfter(now) && !rest.isAfter(now);
        }

        /// When a cause that came at some time may take effect.
        Instant soonest(Trigger cause, Instant came) {
            var rested = rest.isAfter(came) ? rest : came;
            return !cause.endsPause() && atLeast.isAfter(rested) ? atLeast : rested;
        }

        /// The sooner cause counts; of two that are both at hand, the more telling one.
        void add(Trigger cause, Instant when) {
            if (due == null) {
                due = when;
                trigger = cause;
            } else if (when.isBefore(due)) {
                due = when;
                trigger = cause;
            } else if (!when.isAfter(due) || isSignal(cause) && isSignal(trigger)) {
                trigger = trigger.or(cause);
            }
        }

        private static boolean isSignal(Trigger trigger) {
            return switch (trigger) {
                case CHANGED, ASKED, NUDGE, WOKEN, STARTED, SWEEP -> true;
                case RETRY, TIMER -> false;
            };
        }
    }
}

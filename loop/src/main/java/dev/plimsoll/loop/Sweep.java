package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Goes round all keys of a controller once per period, a few at a time: key *i* of *n* comes at a random moment of the *i*-th of *n* equal parts of the period, so
/// that there is never a crowd. One time stamp is all it needs between two ticks, however many keys there are. Used by one thread.
final class Sweep {
    /// Keys that come closer together than this are swept together: an idle loop wakes at most so often.
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Duration period;
    private final Duration tick;
    private final Supplier<List<Key>> keys;
    private final RandomGenerator random;
    private List<Key> round = List.of();
    private int next;
    private Instant roundStart;
    private Instant momentOfNext = Instant.MAX;
    private Instant nextDue;

    Sweep(Duration period, Supplier<List<Key>> keys, RandomGenerator random) {
        this.period = period;
        this.tick = period.dividedBy(10).compareTo(LONGEST_TICK) < 0 ? period.dividedBy(10) : LONGEST_TICK;
        this.keys = keys;
        this.random = random;
    }

    /// When to call [#due] next; none before it was called for the first time.
    Optional<Instant> nextDue() {
        return Optional.ofNullable(nextDue);
    }

    /// The keys whose moment has come.
    List<Key> due(Instant now) {
        if (roundStart == null) {
            begin(now);
            return List.of();
        }
        if (now.isBefore(nextDue)) {
            return List.of();
        }
        var due = new ArrayList<Key>();
        while (next < round.size() && !momentOfNext.isAfter(now)) {
            due.add(round.get(next++));
            momentOfNext = moment(next);
        }
        if (next == round.size() && !now.isBefore(roundStart.plus(period))) {
            // After a leap of the clock the rounds that were missed are not made up for.
            begin(now);
        } else {
            var wanted = next < round.size() ? momentOfNext : roundStart.plus(period);
            nextDue = wanted.isBefore(now.plus(tick)) ? now.plus(tick) : wanted;
        }
        return due;
    }

    private void begin(Instant now) {
        roundStart = now;
        round = keys.get();
        next = 0;
        momentOfNext = moment(0);
        nextDue = next < round.size() ? momentOfNext : roundStart.plus(period);
    }

    private Instant moment(int index) {
        if (index >= round.size()) {
            return Instant.MAX;
        }
        double part = (index + random.nextDouble()) / round.size();
        return roundStart.plusNanos((long) (period.toNanos() * part));
    }
}

package dev.plimsoll.ingress.haproxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// The routers that follow one publication after the other: who asked when, what each has, and who waits for news.
final class Followers {
    /// A router that has not asked for so long is not waited for: it is away, and serves what it has. So is one that has never asked, when this control plane has been there for so long.
    private static final Duration PRESENT = Duration.ofSeconds(25);
    /// How long a router that is there may take to check and load.
    private static final Duration TAKING = Duration.ofSeconds(30);
    /// While servers are leaving, routers are asked to tell often how busy they are.
    private static final Duration SOON = Duration.ofMillis(300);
    /// One that told that none of them is busy is asked less often.
    private static final Duration LATER = Duration.ofMillis(1_500);
    /// Publications of which the way to the present one is known.
    private static final int REMEMBERED = 16;

    private final InstantSource clock;
    private final Instant since;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Asked> asked = new HashMap<>();
    private final LinkedHashMap<String, Publication> published = new LinkedHashMap<>();
    private Optional<Publication> current = Optional.empty();

    Followers(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /// @param waits whether its question is open at the moment
    private record Asked(RouterReport report, Instant at, boolean waits) {}

    /// How routers stand with what was published last.
    sealed interface Verdict {
        /// All serve it.
        record Taken() implements Verdict {}

        /// One cannot.
        record Refused(String router, String words) implements Verdict {}

        /// These have not been heard of; all others serve it.
        record Silent(Set<String> routers, Set<String> serving) implements Verdict {}
    }

    void publish(Publication next) {
        lock.lock();
        try {
            if (current.filter(c -> c.revision().equals(next.revision())).isEmpty()) {
                current = Optional.of(next);
                published.putLast(next.revision(), next);
                if (published.size() > REMEMBERED) {
                    published.pollFirstEntry();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Those who ask look whether their patience is over.
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What a router is to take, as soon as there is something it neither has nor has refused; none when nothing came within its patience, or when it is to tell how busy it is.
    Optional<Delivery> next(String router, RouterReport report, Patience patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            asked.put(router, new Asked(report, clock.instant(), true));
            changed.signalAll();
            long left = patience.longest().toNanos();
            while (news(report).isEmpty() && !patience.over().getAsBoolean() && left > 0) {
                long most = current.filter(Publication::leaving).isPresent() ? Math.min(left, (report.busy().isEmpty() ? LATER : SOON).toNanos()) : left;
                long over = changed.awaitNanos(most);
                left = most < left && over <= 0 ? 0 : left - (most - over);
            }
            return news(report).map(p -> p.after(Optional.ofNullable(published.get(report.have()))));
        } finally {
            asked.computeIfPresent(router, (_, a) -> new Asked(a.report(), clock.instant(), false));
            lock.unlock();
        }
    }

    private Optional<Publication> news(RouterReport report) {
        return current.filter(p -> !p.revision().equals(report.have()) && !p.revision().equals(report.refused()));
    }

    /// Waits until these routers have taken or refused what was published last. Who is away is not waited for.
    Verdict verdict(Set<String> routers) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var revision = current.orElseThrow().revision();
            long left = TAKING.toNanos();
            while (true) {
                for (var router : routers) {
                    if (asked.containsKey(router) && asked.get(router).report().refused().equals(revision)) {
                        return new Verdict.Refused(router, asked.get(router).report().words());
                    }
                }
                var lacking = routers.stream().filter(r -> !has(r, revision) || !present(r)).collect(Collectors.toCollection(TreeSet::new));
                if (lacking.isEmpty()) {
                    return new Verdict.Taken();
                }
                if (lacking.stream().noneMatch(this::present) || left <= 0) {
                    return new Verdict.Silent(lacking, routers.stream().filter(r -> !lacking.contains(r)).collect(Collectors.toCollection(TreeSet::new)));
                }
                // Nobody signals that a router has become silent.
                long slice = Math.min(left, TimeUnit.SECONDS.toNanos(1));
                left -= slice - changed.awaitNanos(slice);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean has(String router, String revision) {
        return asked.containsKey(router) && asked.get(router).report().have().equals(revision);
    }

    private boolean present(String router) {
        var last = asked.get(router);
        return last != null && last.waits() || (last == null ? since : last.at()).plus(PRESENT).isAfter(clock.instant());
    }

    /// What is under way by server, as HAProxy calls it, over all these routers; none when one of them has not told since the last publication.
    Optional<Map<String, Integer>> busy(Set<String> routers) {
        lock.lock();
        try {
            if (current.isEmpty() || !routers.stream().allMatch(r -> present(r) && has(r, current.get().revision()))) {
                return Optional.empty();
            }
            var sum = new HashMap<String, Integer>();
            routers.forEach(r -> asked.get(r).report().busy().forEach((server, count) -> sum.merge(server, count, Integer::sum)));
            return Optional.of(sum);
        } finally {
            lock.unlock();
        }
    }
}

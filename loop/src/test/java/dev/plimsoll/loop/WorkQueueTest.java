package dev.plimsoll.loop;

import static dev.plimsoll.loop.PaperMirror.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.loop.WorkQueue.Next;
import dev.plimsoll.loop.WorkQueue.Ticket;
import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each key once, one holder at a time, nothing that was said is lost.
class WorkQueueTest {
    private final HandClock clock = new HandClock();
    private final WorkQueue queue = new WorkQueue(clock);

    private Next in(Duration time, Trigger trigger) {
        return new Next(trigger, clock.instant().plus(time), Instant.MIN);
    }

    @Test
    void manySignalsAreOneTurnAndTheMostTellingIsTold() {
        queue.mark(key("a"), Trigger.SWEEP);
        queue.mark(key("a"), Trigger.CHANGED);
        queue.mark(key("a"), Trigger.NUDGE);
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.CHANGED));
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void longestDueFirst() {
        queue.mark(key("late"), Trigger.CHANGED);
        clock.advance(Duration.ofSeconds(1));
        queue.mark(key("a"), Trigger.CHANGED);
        assertThat(List.of(queue.take().orElseThrow().key(), queue.take().orElseThrow().key())).containsExactly(key("late"), key("a"));
    }

    @Test
    void whatIsSaidWhileItIsOutCountsWhenItIsBack() {
        queue.mark(key("a"), Trigger.CHANGED);
        queue.take();
        queue.mark(key("a"), Trigger.NUDGE);
        assertThat(queue.take()).as("it is out").isEmpty();
        queue.done(key("a"), in(Duration.ofHours(1), Trigger.TIMER));
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.NUDGE));
    }

    @Test
    void aRestingKeyIsLeftAloneEvenByAChange() {
        queue.mark(key("a"), Trigger.CHANGED);
        queue.take();
        queue.mark(key("a"), Trigger.CHANGED);
        queue.done(key("a"), Next.NEVER.resting(clock.instant().plusSeconds(2)));
        queue.mark(key("a"), Trigger.CHANGED);
        assertThat(queue.take()).as("it rests").isEmpty();
        assertThat(queue.nextDue()).contains(clock.instant().plusSeconds(2));
        clock.advance(Duration.ofSeconds(2));
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.CHANGED));
        queue.done(key("a"), Next.NEVER);
        queue.mark(key("a"), Trigger.NUDGE);
        assertThat(queue.take()).as("it has rested").isPresent();
    }

    @Test
    void keysThatRestedAndHaveNothingToDoAreForgotten() {
        IntStream.range(0, 5_000).mapToObj(i -> key("k" + i)).forEach(k -> {
            queue.mark(k, Trigger.CHANGED);
            queue.take();
            queue.done(k, Next.NEVER.resting(clock.instant().plusMillis(1)));
            clock.advance(Duration.ofMillis(2));
        });
        assertThat(queue.known()).isLessThan(1_100);
    }

    @Test
    void theSoonerOfTimerAndSignalCounts() {
        queue.mark(key("a"), Trigger.CHANGED);
        queue.take();
        queue.done(key("a"), in(Duration.ofSeconds(10), Trigger.TIMER));
        assertThat(queue.take()).isEmpty();
        assertThat(queue.nextDue()).contains(clock.instant().plusSeconds(10));
        queue.mark(key("a"), Trigger.CHANGED);
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.CHANGED));
        queue.done(key("a"), Next.NEVER);
        clock.advance(Duration.ofSeconds(20));
        assertThat(queue.take()).as("the timer went with the turn").isEmpty();
    }

    @Test
    void aPauseHoldsBackNudgesButNotChanges() {
        queue.mark(key("a"), Trigger.CHANGED);
        queue.take();
        queue.mark(key("a"), Trigger.NUDGE);
        queue.done(key("a"), new Next(Trigger.RETRY, clock.instant().plusSeconds(8), clock.instant().plusSeconds(1)));
        queue.mark(key("a"), Trigger.NUDGE);
        assertThat(queue.take()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.NUDGE));
        queue.done(key("a"), new Next(Trigger.RETRY, clock.instant().plusSeconds(8), clock.instant().plusSeconds(1)));
        queue.mark(key("a"), Trigger.CHANGED);
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.CHANGED));
    }

    @Test
    void whoAsksNeedNotWaitForThePause() {
        queue.mark(key("a"), Trigger.CHANGED);
        queue.take();
        queue.done(key("a"), new Next(Trigger.RETRY, clock.instant().plusSeconds(8), clock.instant().plusSeconds(8)));
        queue.mark(key("a"), Trigger.NUDGE);
        assertThat(queue.take()).isEmpty();
        queue.mark(key("a"), Trigger.ASKED);
        assertThat(queue.take()).contains(new Ticket(key("a"), Trigger.ASKED));
    }

    @Test
    void nothingIsKeptOfKeysThatAreDone() {
        for (int i = 0; i < 1_000; i++) {
            queue.mark(key("k" + i), Trigger.CHANGED);
        }
        assertThat(queue.waiting()).isEqualTo(1_000);
        for (var ticket = queue.take(); ticket.isPresent(); ticket = queue.take()) {
            queue.done(ticket.get().key(), Next.NEVER);
        }
        assertThat(queue.waiting()).isZero();
        assertThat(queue.out()).isZero();
        assertThat(queue.nextDue()).isEmpty();
    }

    /// Producers raise a key's wanted version and mark it; workers note the version they saw. At the end each key's last version was seen, and
    /// no key was ever out twice at once.
    @Test
    void underManyThreadsNothingIsLostAndNothingIsDoubled() throws InterruptedException {
        var shared = new WorkQueue(InstantSource.system());
        Map<Key, AtomicInteger> wanted = new HashMap<>();
        Map<Key, Integer> seen = new ConcurrentHashMap<>();
        Map<Key, Boolean> out = new ConcurrentHashMap<>();
        var doubled = new AtomicBoolean();
        var keys = IntStream.range(0, 20).mapToObj(i -> key("k" + i)).toList();
        keys.forEach(k -> wanted.put(k, new AtomicInteger()));
        var finished = new AtomicBoolean();

        var workers = new ArrayList<Thread>();
        for (int w = 0; w < 4; w++) {
            workers.add(Thread.ofPlatform().start(() -> {
                while (!finished.get() || shared.waiting() > 0) {
                    var ticket = shared.take();
                    if (ticket.isEmpty()) {
                        Thread.onSpinWait();
                        continue;
                    }
                    var key = ticket.get().key();
                    doubled.compareAndSet(false, out.putIfAbsent(key, true) != null);
                    seen.put(key, wanted.get(key).get());
                    out.remove(key);
                    shared.done(key, Next.NEVER);
                }
            }));
        }
        var producers = IntStream.range(0, 3).mapToObj(p -> Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 20_000; i++) {
                var key = keys.get((i * 7 + p) % keys.size());
                wanted.get(key).incrementAndGet();
                shared.mark(key, Trigger.CHANGED);
            }
        })).toList();
        for (var producer : producers) {
            producer.join();
        }
        finished.set(true);
        for (var worker : workers) {
            worker.join();
        }

        assertThat(doubled).isFalse();
        assertThat(keys).allSatisfy(k -> assertThat(seen.get(k)).isEqualTo(wanted.get(k).get()));
    }
}

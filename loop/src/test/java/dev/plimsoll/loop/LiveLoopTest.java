package dev.plimsoll.loop;

import static dev.plimsoll.loop.PaperMirror.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The loop with its threads.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveLoopTest {
    private final PaperMirror mirror = new PaperMirror();

    @Test
    void whatIsThereAtTheStartIsLookedAtAndChangesAreFollowed() throws Exception {
        mirror.declare("before", "1");
        try (var live = new LiveLoop(mirror, 4, LiveLoop.Times.LONG, (_, _) -> Outcome.LEVEL)) {
            assertThat(live.next(key("before")).trigger()).isEqualTo("started");
            mirror.declare("after", "1");
            assertThat(live.next(key("after")).trigger()).isEqualTo("changed");
            live.loop.nudgeAll(Kind.CONFIG);
            assertThat(live.next(key("before")).trigger()).isEqualTo("nudge");
            assertThat(live.next(key("after")).trigger()).isEqualTo("nudge");
            mirror.remove("before");
            assertThat(live.next(key("before")).outcome()).contains(Outcome.LEVEL);
        }
    }

    @Test
    void oneKeyAtATimeManyKeysAtOnceAndNoWakeUpIsLost() throws Exception {
        int keys = 30;
        int versions = 200;
        Map<Key, Boolean> out = new ConcurrentHashMap<>();
        Map<Key, String> seen = new ConcurrentHashMap<>();
        var doubled = new AtomicBoolean();
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var live = new LiveLoop(mirror, 8, LiveLoop.Times.LONG, (key, run) -> {
            doubled.compareAndSet(false, out.putIfAbsent(key, true) != null);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            var value = mirror.value(key.name());
            Thread.yield();
            run.wrote(mirror.report(key.name(), value));
            seen.put(key, value);
            now.decrementAndGet();
            out.remove(key);
            return Outcome.LEVEL;
        })) {
            for (int version = 1; version <= versions; version++) {
                for (int i = 0; i < keys; i++) {
                    mirror.declare("k" + i, Integer.toString(version));
                }
            }
            for (int i = 0; i < keys; i++) {
                var key = key("k" + i);
                if (!Integer.toString(versions).equals(seen.get(key))) {
                    live.next(r -> Integer.toString(versions).equals(seen.get(key)));
                }
            }
        }
        assertThat(doubled).isFalse();
        assertThat(most.get()).isBetween(2, 8);
    }

    @Test
    void aRunThatTakesTooLongIsInterruptedAndRetried() throws Exception {
        var runs = new AtomicInteger();
        mirror.declare("a", "1");
        try (var live = new LiveLoop(mirror, 1, new LiveLoop.Times(Duration.ofMillis(100), Duration.ofSeconds(10)), (_, run) -> {
            if (runs.incrementAndGet() == 1) {
                run.step("wait for ever");
                new CountDownLatch(1).await();
            }
            return Outcome.LEVEL;
        })) {
            assertThat(live.next(key("a")).outcome()).contains(Outcome.retry("took longer than 0.1s, at: wait for ever"));
            var second = live.next(key("a"));
            assertThat(second.trigger()).isEqualTo("retry");
            assertThat(second.outcome()).contains(Outcome.LEVEL);
        }
    }

    @Test
    void aStuckRunHoldsUpNobodyElse() throws Exception {
        var free = new CountDownLatch(1);
        mirror.declare("stuck", "1");
        try (var live = new LiveLoop(mirror, 2, LiveLoop.Times.LONG, (key, _) -> {
            if (key.equals(key("stuck"))) {
                free.await();
            }
            return Outcome.LEVEL;
        })) {
            for (int i = 0; i < 20; i++) {
                mirror.declare("k" + i, "1");
                live.next(key("k" + i));
            }
            assertThat(live.loop.live()).extracting(RunRecord::key).containsExactly(key("stuck"));
            free.countDown();
            live.next(key("stuck"));
        }
    }

    @Test
    void aStopLetsARunFinish() throws Exception {
        var begun = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        mirror.declare("a", "1");
        var live = new LiveLoop(mirror, 1, LiveLoop.Times.LONG, (_, run) -> {
            begun.countDown();
            finish.await();
            run.step("finished in peace");
            return Outcome.LEVEL;
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        var stopped = Thread.ofVirtual().start(live::close);
        finish.countDown();
        stopped.join();
        assertThat(live.loop.records(key("a")).getFirst().outcome()).contains(Outcome.LEVEL);
        mirror.declare("b", "1");
        assertThat(live.loop.records(key("b"))).as("nothing is begun after the stop").isEmpty();
    }

    @Test
    void aStopInterruptsARunThatDoesNotFinish() throws Exception {
        var begun = new CountDownLatch(1);
        mirror.declare("a", "1");
        var live = new LiveLoop(mirror, 1, new LiveLoop.Times(Duration.ofSeconds(30), Duration.ofMillis(50)), (_, run) -> {
            run.step("pull a large image");
            begun.countDown();
            new CountDownLatch(1).await();
            return Outcome.LEVEL;
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(live.loop.stop()).isTrue();
        assertThat(live.loop.records(key("a")).getFirst().outcome()).contains(Outcome.retry("the control plane stopped, at: pull a large image"));
    }

    @Test
    void tenThousandKeysNeedNoThreadEach() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            mirror.declare("k" + i, "1");
        }
        var runs = new AtomicInteger();
        try (var live = new LiveLoop(mirror, 8, LiveLoop.Times.LONG, (_, _) -> {
            runs.incrementAndGet();
            return Outcome.LEVEL;
        })) {
            while (runs.get() < 10_000) {
                live.next(_ -> true);
            }
            var threads = ManagementFactory.getThreadMXBean();
            assertThat(threads.getThreadCount()).as("no thread per key").isLessThan(60);
        }
    }

    @Test
    void levelKeysAreLeftAloneButForTheSweep() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            mirror.declare("k" + i, "1");
        }
        var idle = new SteppedLoop(mirror, (_, _) -> Outcome.LEVEL);
        assertThat(idle.runReady()).hasSize(10_000);
        assertThat(idle.pass(Duration.ofSeconds(30))).as("a twentieth of the sweep's period").hasSizeBetween(1, 1_000).extracting(RunRecord::trigger).containsOnly("sweep");
    }
}

package dev.plimsoll.loop;

import static dev.plimsoll.loop.PaperMirror.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.store.VersionedStore.Change;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A key sees its own writes, and is not woken by them.
class OwnWritesTest {
    private final PaperMirror mirror = new PaperMirror();

    @Test
    void theEchoOfItsOwnStatusIsNotNews() throws Exception {
        var world = new SteppedLoop(mirror, (key, run) -> {
            run.wrote(mirror.report(key.name(), "Level"));
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        assertThat(world.runReady()).hasSize(1);
        mirror.declare("a", "2");
        assertThat(world.runReady()).hasSize(1);
    }

    @Test
    void aStatusThatSomebodyElseWroteIsNews() throws Exception {
        var world = new SteppedLoop(mirror, (_, _) -> Outcome.LEVEL);
        mirror.declare("a", "1");
        world.runReady();
        mirror.report("a", "WrittenByAnother");
        assertThat(world.runReady()).hasSize(1);
    }

    @Test
    void aDeclarationThatArrivesDuringTheRunIsNews() throws Exception {
        var values = new ArrayList<String>();
        var world = new SteppedLoop(mirror, (key, run) -> {
            values.add(mirror.value("a"));
            if (values.size() == 1) {
                mirror.declare("a", "2");
            }
            run.wrote(mirror.report(key.name(), "Level"));
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        world.runReady();
        assertThat(values).containsExactly("1", "2");
    }

    /// A mirror may leave out a state that was replaced at once: then the revision of our own status carries somebody's new declaration.
    @Test
    void aDeclarationHiddenBehindItsOwnStatusIsNews() {
        var echoes = new Echoes();
        mirror.declare("a", "1");
        echoes.begin(key("a"), mirror.get(key("a")));
        mirror.declare("a", "2");
        long own = mirror.report("a", "Level");
        assertThat(echoes.end(key("a"), Set.of(own))).isFalse();
        assertThat(echoes.isNews(new Change(mirror.get(key("a")).orElseThrow(), false))).isTrue();
    }

    @Test
    void echoesAreForgottenOnceHeard() {
        var echoes = new Echoes();
        for (int i = 0; i < 100; i++) {
            mirror.declare("k" + i, "1");
            echoes.begin(key("k" + i), mirror.get(key("k" + i)));
            long own = mirror.report("k" + i, "Level");
            assertThat(echoes.end(key("k" + i), Set.of(own))).isFalse();
            assertThat(echoes.isNews(new Change(mirror.get(key("k" + i)).orElseThrow(), false))).isFalse();
        }
        assertThat(echoes.size()).isZero();
    }

    @Test
    void aRemovalIsAlwaysNews() throws Exception {
        var world = new SteppedLoop(mirror, (key, run) -> {
            if (mirror.get(key).isPresent()) {
                run.wrote(mirror.remove(key.name()));
            }
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        assertThat(world.runReady()).as("one that removes, one for strays").hasSize(2);
    }

    @Test
    void aKeyIsNotReconciledFromAViewOlderThanItsOwnWrite() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        var first = new AtomicBoolean(true);
        var controller = SteppedLoop.controller((key, run) -> {
            var state = mirror.get(key).orElseThrow();
            seen.add(state.status().conditions().isEmpty() ? "nothing" : state.status().conditions().getFirst().reason());
            if (first.getAndSet(false)) {
                mirror.lag();
                run.wrote(mirror.report(key.name(), "Written"));
            }
            return Outcome.LEVEL;
        });
        var loop = new Loop(mirror, List.of(controller), LoopSettings.usual(InstantSource.system(), new Random(1)), LoopMeter.NONE);
        try (loop) {
            mirror.declare("a", "1");
            loop.start();
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("nothing");
            while (!loop.live().isEmpty()) {
                Thread.onSpinWait();
            }
            loop.nudge(key("a"));
            assertThat(seen.poll(200, TimeUnit.MILLISECONDS)).as("it waits for its own write").isNull();
            mirror.catchUp();
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("Written");
        }
    }

    @Test
    void pausesAreToldInWords() {
        assertThat(LiveRun.inWords(Duration.ofNanos(1_234_567_890))).isEqualTo("1.234s");
        assertThat(LiveRun.inWords(Duration.ofMinutes(61))).isEqualTo("1h1m");
    }
}

package dev.plimsoll.loop;

import static dev.plimsoll.loop.PaperMirror.key;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Levels mean something, and every line says which run it belongs to.
class RunLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.plimsoll");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // Logback looks up what a line carries when it is first asked for.
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final PaperMirror mirror = new PaperMirror();
    private final AtomicReference<Reconciler> doing = new AtomicReference<>((_, _) -> Outcome.LEVEL);
    private final SteppedLoop world = new SteppedLoop(mirror, (key, run) -> doing.get().reconcile(key, run));

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private List<String> told() {
        var told = lines.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
        lines.list.clear();
        return told;
    }

    @Test
    void nothingToDoIsDebugAndWorkIsInfo() throws Exception {
        mirror.declare("a", "1");
        world.runReady();
        assertThat(told()).containsExactly("DEBUG config/default/a (changed): level, nothing to do");
        doing.set((_, run) -> {
            run.step("start instance 1 of a");
            return Outcome.LEVEL;
        });
        world.loop.nudge(key("a"));
        world.runReady();
        assertThat(told()).containsExactly("INFO config/default/a (nudge): start instance 1 of a; level after 0s");
    }

    @Test
    void workThatTheSweepFoundIsAWarning() throws Exception {
        mirror.declare("a", "1");
        world.runReady();
        doing.set((_, run) -> {
            run.step("start instance 1 of a");
            return Outcome.LEVEL;
        });
        told();
        world.until(key("a"), Trigger.SWEEP);
        assertThat(told()).containsExactly("WARN config/default/a: the sweep found work that no signal had told of: start instance 1 of a; level");
    }

    @Test
    void aFailureIsAnErrorOnceAndItsEndIsTold() throws Exception {
        doing.set((_, _) -> Outcome.retry("no such image nginx:1.72"));
        mirror.declare("a", "1");
        world.pass(Duration.ofMinutes(3));
        assertThat(told().stream().filter(l -> !l.startsWith("DEBUG"))).singleElement().asString()
            .startsWith("ERROR config/default/a: failed, again in 0.").endsWith(": no such image nginx:1.72");
        doing.set((_, _) -> Outcome.retry("registry does not answer"));
        world.pass(Duration.ofMinutes(3));
        assertThat(told().stream().filter(l -> l.startsWith("ERROR"))).hasSize(1);
        doing.set((_, _) -> Outcome.LEVEL);
        world.pass(Duration.ofMinutes(3));
        assertThat(told().stream().filter(l -> l.startsWith("INFO"))).singleElement().asString().startsWith("INFO config/default/a: level after");
    }

    @Test
    void aMistakeInTheProgramShowsItsStackTraceAndARefusalDoesNot() throws Exception {
        doing.set((_, _) -> {
            throw new NullPointerException("the mistake");
        });
        mirror.declare("a", "1");
        world.stepper.step();
        assertThat(lines.list).filteredOn(e -> e.getLevel() == Level.ERROR).singleElement().satisfies(e -> assertThat(e.getThrowableProxy()).isNotNull());
        told();
        doing.set((_, _) -> Outcome.failed("no such image"));
        mirror.declare("a", "2");
        world.stepper.step();
        assertThat(lines.list).filteredOn(e -> e.getLevel() == Level.ERROR).singleElement().satisfies(e -> assertThat(e.getThrowableProxy()).isNull());
    }

    @Test
    void everyLineOfARunCarriesRunControllerAndKey() throws Exception {
        doing.set((_, run) -> {
            LoggerFactory.getLogger("dev.plimsoll.controllers.any").info("in the middle of it");
            run.step("start instance 1 of a");
            return Outcome.retry("not yet");
        });
        mirror.declare("a", "1");
        var run = world.stepper.step().orElseThrow();
        assertThat(lines.list).hasSize(3).allSatisfy(e -> assertThat(e.getMDCPropertyMap())
            .containsEntry("run", run.id()).containsEntry("controller", "config.test").containsEntry("key", "config/default/a"));
        LoggerFactory.getLogger("dev.plimsoll.any").info("after it");
        assertThat(lines.list.getLast().getMDCPropertyMap()).isEmpty();
    }
}

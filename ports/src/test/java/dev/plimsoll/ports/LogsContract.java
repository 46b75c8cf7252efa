package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What instances wrote.
public interface LogsContract extends ContractPart {
    Console.LogQuery ALL_LINES = new Console.LogQuery(false, Optional.empty(), 0);

    private void needPrograms() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
    }

    private SeenInstance ended(String line) {
        return ended(sample("job").shell(line).restart(Restart.Mode.NEVER, 0).build());
    }

    private SeenInstance ended(Part.Instance part) {
        engine().create(part);
        return eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED);
    }

    private List<String> lines(SeenInstance instance, Console.LogQuery query) {
        var lines = new ArrayList<String>();
        engine().console().logs(instance.id(), query, (at, error, text) -> lines.add((error ? "E " : "O ") + text));
        return lines;
    }

    @Test
    default void linesComeInOrderAndKnowTheirStream() {
        needPrograms();
        var job = ended("echo one; sleep 0.2; echo two >&2; sleep 0.2; echo; printf three");

        assertThat(lines(job, ALL_LINES)).containsExactly("O one", "E two", "O ", "O three");
    }

    @Test
    default void theTailIsTheLastLines() {
        needPrograms();
        var job = ended("seq 1 100");

        assertThat(lines(job, new Console.LogQuery(false, Optional.empty(), 2))).containsExactly("O 99", "O 100");
    }

    @Test
    default void longLinesStayWhole() {
        needPrograms();
        var job = ended("head -c 40000 /dev/zero | tr '\\0' x; echo; echo end");

        assertThat(lines(job, ALL_LINES)).containsExactly("O " + "x".repeat(40_000), "O end");
    }

    @Test
    default void aTerminalsLinesAreReadToo() {
        needPrograms();
        var process = new ProcessSpec(null, Optional.of(List.of("sh", "-c", "echo one; echo two >&2")), null, null, null, null, null, null, true, false);
        var job = ended(sample("job").process(process).restart(Restart.Mode.NEVER, 0).build());

        assertThat(lines(job, ALL_LINES)).containsExactly("O one", "O two");
    }

    @Test
    default void sinceLeavesOutWhatWasBefore() {
        needPrograms();
        var job = ended("echo one; sleep 1; echo two");
        var times = new ArrayList<Instant>();
        engine().console().logs(job.id(), ALL_LINES, (at, error, text) -> times.add(at));

        assertThat(lines(job, new Console.LogQuery(false, Optional.of(times.get(1)), 0))).containsExactly("O two");
        assertThat(times).isSorted();
    }

    @Test
    default void followingGoesOnUntilTheInstanceEnds() throws InterruptedException {
        needPrograms();
        var part = sample("web").restart(Restart.Mode.NEVER, 0).shell("trap 'echo bye; exit 0' TERM; echo ready; sleep 3600 & wait").build();
        var seen = created(part);
        var lines = new LinkedBlockingQueue<String>();

        var reader = Thread.ofVirtual().start(() ->
            engine().console().logs(seen.id(), new Console.LogQuery(true, Optional.empty(), 0), (at, error, text) -> lines.add(text)));
        assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("ready");
        hands().stop(seen.id());

        assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("bye");
        assertThat(reader.join(Duration.ofSeconds(60))).as("following ends with the instance").isTrue();
    }

    @Test
    default void interruptingEndsFollowing() throws InterruptedException {
        needPrograms();
        var seen = created(sample("web").shell("echo ready; sleep 3600 & wait").build());
        var lines = new LinkedBlockingQueue<String>();

        var reader = Thread.ofPlatform().start(() -> {
            try {
                engine().console().logs(seen.id(), new Console.LogQuery(true, Optional.empty(), 0), (at, error, text) -> lines.add(text));
            } catch (EngineFailure gaveUp) {
                lines.add("gave up");
            }
        });
        assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("ready");
        reader.interrupt();

        assertThat(reader.join(Duration.ofSeconds(10))).as("an interrupted reader ends").isTrue();
        assertThat(listed(sample("web").build()).well()).isTrue();
    }

    @Test
    default void logsOfNobodyAreAbsent() {
        failure(EngineFailure.Absent.class, "InstanceNotFound", () -> engine().console().logs("0".repeat(64), ALL_LINES, (at, error, text) -> { }));
    }
}

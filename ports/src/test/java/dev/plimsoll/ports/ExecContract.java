package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.outside.SeenInstance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Running programs in instances.
public interface ExecContract extends ContractPart {
    /// What came of running a program.
    record Ran(int code, String out, String err) {}

    private SeenInstance web() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        return created(sample("web").build());
    }

    private Ran run(SeenInstance instance, Console.ExecRequest request, InputStream in) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = engine().console().exec(instance.id(), request, new Console.ExecStreams(in, out, err, sizes -> sizes.size(132, 43)));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Console.ExecRequest shell(String line) {
        return new Console.ExecRequest(List.of("sh", "-c", line), false, Optional.empty(), Optional.empty());
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void execAnswersExitCodeAndBothStreams() {
        assertThat(run(web(), shell("echo out; echo err >&2; exit 3"), text(""))).isEqualTo(new Ran(3, "out\n", "err\n"));
    }

    @Test
    default void execReadsItsInputToTheEnd() {
        var input = "0123456789abcdef\n".repeat(20_000);

        var ran = run(web(), shell("cat; echo done >&2"), text(input));

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo(input);
        assertThat(ran.err()).isEqualTo("done\n");
    }

    @Test
    default void execEndsThoughItsInputStaysOpen() throws IOException {
        try (var typist = new PipedOutputStream(); var keyboard = new PipedInputStream(typist)) {
            assertThat(run(web(), shell("echo done"), keyboard)).isEqualTo(new Ran(0, "done\n", ""));
        }
    }

    @Test
    default void execHasUserAndFolder() {
        var request = new Console.ExecRequest(List.of("sh", "-c", "id -u; id -g; pwd"), false, Optional.of("1001:1002"), Optional.of("/bin"));

        assertThat(run(web(), request, text("")).out()).isEqualTo("1001\n1002\n/bin\n");
    }

    @Test
    default void execWithATerminalHasItsSize() {
        var request = new Console.ExecRequest(List.of("sh", "-c", "test -t 0 && test -t 1 && for i in $(seq 200); do stty size | grep -x '43 132' "
            + "&& break; sleep 0.3; done; exit 4"), true, Optional.empty(), Optional.empty());

        var ran = run(web(), request, text(""));

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.out()).contains("43 132\r\n");
    }

    @Test
    default void execOfAMissingProgramSaysSo() {
        var ran = run(web(), new Console.ExecRequest(List.of("no-such-program"), false, Optional.empty(), Optional.empty()), text(""));

        assertThat(ran.code()).isIn(126, 127);
        assertThat(ran.out() + ran.err()).contains("no-such-program");
    }

    @Test
    default void execInNobodyIsAbsent() {
        if (subject().capabilities().programs()) {
            failure(EngineFailure.Absent.class, "InstanceNotFound", () -> execIn("0".repeat(64)));
        }
    }

    @Test
    default void execInOneThatEndedIsRefused() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var part = sample("web").build();
        var seen = created(part);
        hands().stop(seen.id());
        eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED);

        failure(EngineFailure.Rejected.class, "NotRunning", () -> execIn(seen.id()));
    }

    @Test
    default void execIsRefusedPolitelyWhereNothingRealRuns() {
        assumeTrue(!subject().capabilities().programs(), "real programs run here");
        var part = sample("web").build();
        var seen = created(part);

        failure(EngineFailure.Rejected.class, "NotSupported", () -> execIn(seen.id()));

        assertThat(listed(part)).isEqualTo(seen);
    }

    private void execIn(String instance) {
        engine().console().exec(instance, shell("true"),
            new Console.ExecStreams(text(""), new ByteArrayOutputStream(), new ByteArrayOutputStream(), sizes -> { }));
    }
}

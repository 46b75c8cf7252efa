package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.SeenInstance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an instance finds when it looks around: its environment and its files, there before its first instruction.
public interface InsideContract extends ContractPart {
    private void needPrograms() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
    }

    private static Isolation readOnlyRoot() {
        return new Isolation(true, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, false, null);
    }

    @Test
    default void environmentAndSecretsArrive() {
        needPrograms();
        var seen = created(sample("web").environment("COLOUR", "blue = \"sea\" $HOME\nsecond line").environment("EMPTY", "")
            .secretEnvironment("PASSWORD", "hunter 2").build());

        assertThat(output(seen, "sh", "-c", "echo \"$COLOUR/${EMPTY-unset}/$PASSWORD\"")).isEqualTo("blue = \"sea\" $HOME\nsecond line//hunter 2");
    }

    @Test
    default void filesAreThereBeforeTheProgramStarts() {
        needPrograms();
        var seen = created(sample("web").shell("cat /etc/app/colour.conf > /started-with; sleep 3600 & wait")
            .file("/etc/app/colour.conf", "blue\n", 0, 0, 0444).build());

        eventually("the program has read the file",
            () -> Optional.of(output(seen, "sh", "-c", "cat /started-with 2>/dev/null || true")).filter("blue"::equals));
    }

    @Test
    default void filesHaveTheirOwnerAndMode() {
        needPrograms();
        var seen = created(sample("web").file("/run/secrets/key", "s3cret", 1001, 1002, 0400).file("/greeting", "hello", 0, 0, 0755)
            .file("/a/rather/long/path/" + "x".repeat(120) + "/file", "ümläut", 5, 6, 0640).build());

        assertThat(output(seen, "stat", "-c", "%u %g %a %s", "/run/secrets/key")).isEqualTo("1001 1002 400 6");
        assertThat(output(seen, "stat", "-c", "%u %g %a", "/greeting")).isEqualTo("0 0 755");
        assertThat(output(seen, "sh", "-c", "cat /a/rather/long/path/*/file; stat -c ' %u %g %a' /a/rather/long/path/*/file")).isEqualTo("ümläut 5 6 640");
    }

    @Test
    default void filesReachAReadOnlyRoot() {
        needPrograms();
        var seen = created(sample("web").isolation(readOnlyRoot()).file("/run/secrets/key", "s3cret", 1001, 0, 0400)
            .file("/etc/app/colour.conf", "blue", 0, 0, 0444).build());

        assertThat(output(seen, "cat", "/run/secrets/key", "/etc/app/colour.conf")).isEqualTo("s3cretblue");
        assertThat(output(seen, "stat", "-c", "%u %a", "/run/secrets/key")).isEqualTo("1001 400");
        assertThat(output(seen, "sh", "-c", "touch /bin/x 2>/dev/null || echo refused")).isEqualTo("refused");
        assertThat(engine().inventory(plane()).volumes()).isEmpty();
    }

    @Test
    default void filesReachAFolderUnderAFileSystemInMemory() {
        needPrograms();
        var seen = created(sample("web").mount(new Mount.Tmpfs("/run", Optional.of(1_048_576L), Optional.of(0755)))
            .file("/run/secrets/key", "s3cret", 0, 0, 0400).build());

        assertThat(output(seen, "cat", "/run/secrets/key")).isEqualTo("s3cret");
        assertThat(output(seen, "sh", "-c", "grep ' /run ' /proc/mounts")).contains("tmpfs").contains("size=1024k").contains("mode=755");
    }

    @Test
    default void aFileSystemInMemoryHasTheOptionsAskedFor() {
        needPrograms();
        var seen = created(sample("web").mount(new Mount.Tmpfs("/scratch", Optional.of(1_048_576L), Optional.of(0700), List.of("noexec", "nosuid"))).build());

        assertThat(output(seen, "grep", " /scratch ", "/proc/mounts")).contains("noexec").contains("nosuid").contains("size=1024k").contains("mode=700");
    }

    @Test
    default void filesSurviveTheEnginesOwnRestart() {
        needPrograms();
        var part = sample("web").isolation(readOnlyRoot()).restart(Restart.Mode.ALWAYS, 0).mount(new Mount.Tmpfs("/tmp", null, null))
            .mount(new Mount.Tmpfs("/run", null, null)).shell("sleep 1; test \"$(cat /run/secrets/key)\" = s3cret && exit 7; exit 9")
            .file("/run/secrets/key", "s3cret", 0, 0, 0400).build();
        engine().create(part);

        eventually(part, "was restarted and read its file again", i -> i.restarts() >= 2 && i.exitCode().orElse(7) == 7);
        eventually(part, "ended because it read the file", i -> i.exitCode().equals(Optional.of(7)));
    }

    @Test
    default void whatWasMadeButNeverStartedGetsItsFiles() {
        needPrograms();
        var part = sample("web").file("/etc/app/colour.conf", "blue", 0, 0, 0444).build();
        hands().halfMade(part);

        assertThat(output(created(part), "cat", "/etc/app/colour.conf")).isEqualTo("blue");
    }

    @Test
    default void secretsAreInNoListingAndNoMessage() {
        var part = sample("web").process(subject().missingProgram()).secretEnvironment("PASSWORD", "hunter2").file("/key", "hunter2", 0, 0, 0400).build();

        var failure = failure(EngineFailure.Rejected.class, "CannotStart", () -> engine().create(part));

        assertThat(failure).hasMessageNotContaining("hunter2");
        assertThat(part.toString() + engine().inventory(plane())).doesNotContain("hunter2");
    }

    @Test
    default void wantOfMemoryIsTold() {
        needPrograms();
        var limits = new Limits(null, Optional.of(16L << 20), null, null, null, Optional.of(16L << 20), null, null, null);
        var part = sample("greedy").restart(Restart.Mode.NEVER, 0).limits(limits).shell("exec tail /dev/zero").build();
        engine().create(part);

        var ended = eventually(part, "has ended", i -> i.state() == SeenInstance.State.EXITED);

        assertThat(ended.outOfMemory()).isTrue();
        assertThat(ended.exitCode()).contains(137);
    }
}

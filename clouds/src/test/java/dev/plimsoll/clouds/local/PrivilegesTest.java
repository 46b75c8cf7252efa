package dev.plimsoll.clouds.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivilegesTest {
    private static final EngineFailure TOO_MUCH = new EngineFailure.Rejected("CannotStart", "cannot start machine web-1: unable to apply caps: operation not permitted", null);

    @TempDir
    Path folder;

    @BeforeEach
    void ourselvesWithOneCapability() throws IOException {
        status("self", "0000000000000002");
    }

    @Test
    void an_engine_that_has_everything_is_asked_for_everything() throws IOException {
        assertThat(ofEngineWith("0000003fffffffff").fields()).containsOnlyKeys("Privileged");
    }

    @Test
    void an_engine_that_lacks_some_gives_what_it_has() throws IOException {
        assertThat(ofEngineWith("0000000000200001").fields()).containsEntry("CapAdd", List.of("CHOWN", "SYS_ADMIN")).doesNotContainKey("Privileged");
    }

    @Test
    void an_engine_elsewhere_is_asked_for_everything_until_it_refuses_and_then_ours_are_the_guess() {
        var elsewhere = elsewhere();
        assertThat(elsewhere.fields()).containsOnlyKeys("Privileged");

        assertThat(elsewhere.lessAfter(TOO_MUCH, elsewhere.fields())).isTrue();

        assertThat(elsewhere.fields()).containsEntry("CapAdd", List.of("DAC_OVERRIDE"));
        assertThat(elsewhere.lessAfter(TOO_MUCH, elsewhere.fields())).as("refused again, it is not the privileges").isFalse();
    }

    @Test
    void two_machines_at_once_both_get_another_try() {
        var elsewhere = elsewhere();
        var asked = elsewhere.fields();

        assertThat(elsewhere.lessAfter(TOO_MUCH, asked)).isTrue();
        assertThat(elsewhere.lessAfter(TOO_MUCH, asked)).isTrue();
    }

    @Test
    void other_failures_change_nothing() {
        var elsewhere = elsewhere();

        assertThat(elsewhere.lessAfter(new EngineFailure.NoCapacity("DiskFull", "cannot start machine web-1: no space left on device", null), elsewhere.fields())).isFalse();
        assertThat(elsewhere.fields()).containsOnlyKeys("Privileged");
    }

    private Privileges elsewhere() {
        return new Privileges(folder, folder.resolve("none.pid"));
    }

    private Privileges ofEngineWith(String bounding) throws IOException {
        status("42", bounding);
        return new Privileges(folder, Files.writeString(folder.resolve("docker.pid"), "42"));
    }

    private void status(String process, String bounding) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(process)).resolve("status"), "Name:\tprogram\nCapBnd:\t" + bounding + "\nNoNewPrivs:\t0\n");
    }
}

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

    private Privileges privileges;

    @BeforeEach
    void anEngineThatHasTwoCapabilities() throws IOException {
        Files.writeString(folder.resolve("docker.pid"), "42");
        Files.writeString(Files.createDirectories(folder.resolve("42")).resolve("status"), "Name:\tdockerd\nCapBnd:\t0000000000200001\nNoNewPrivs:\t0\n");
        Files.writeString(Files.createDirectories(folder.resolve("self")).resolve("status"), "CapBnd:\t0000000000000002\n");
        privileges = new Privileges(folder, folder.resolve("docker.pid"));
    }

    @Test
    void everything_is_asked_for_first() {
        assertThat(privileges.fields()).containsOnlyKeys("Privileged");
    }

    @Test
    void an_engine_that_lacks_some_gives_what_it_has() {
        assertThat(privileges.lessAfter(TOO_MUCH)).isTrue();

        assertThat(privileges.fields()).containsEntry("CapAdd", List.of("CHOWN", "SYS_ADMIN")).doesNotContainKey("Privileged");
    }

    @Test
    void refused_again_it_is_not_the_privileges() {
        privileges.lessAfter(TOO_MUCH);

        assertThat(privileges.lessAfter(TOO_MUCH)).isFalse();
    }

    @Test
    void other_failures_change_nothing() {
        assertThat(privileges.lessAfter(new EngineFailure.NoCapacity("DiskFull", "cannot start machine web-1: no space left on device", null))).isFalse();
        assertThat(privileges.fields()).containsOnlyKeys("Privileged");
    }

    @Test
    void of_an_engine_elsewhere_our_own_capabilities_are_the_guess() {
        var elsewhere = new Privileges(folder, folder.resolve("none"));
        elsewhere.lessAfter(TOO_MUCH);

        assertThat(elsewhere.fields()).containsEntry("CapAdd", List.of("DAC_OVERRIDE"));
    }
}

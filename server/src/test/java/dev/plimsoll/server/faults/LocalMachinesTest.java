package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a declaration to machines that have enrolled and whose engines answer, and back to nothing.
@Tag("docker")
@Tag("slow")
class LocalMachinesTest {
    private LocalMachines local;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.9");
    }

    @AfterEach
    void clear() {
        local.close();
    }

    @Test
    void twoMachinesComeAndGo() {
        local.apply(local.ground() + local.pool("p", "standalone", 2));

        local.awaitLevel("pools", local.name + "-p");
        var machines = local.containers();
        assertThat(machines).hasSize(2).allSatisfy(machine -> {
            assertThat(machine.path("State").asText()).isEqualTo("running");
            assertThat(local.address(machine)).startsWith("10.231.9.");
        });
        assertThat(List.of("p-1", "p-2")).allSatisfy(machine -> {
            assertThat(local.isLevel("machines", local.name + "-" + machine)).isTrue();
            assertThat(local.got("machines", local.name + "-" + machine).path("status").path("phase").asText()).isEqualTo("ready");
        });
        assertThat(machines).allSatisfy(machine -> assertThat(local.run(machine, "docker version").code()).as("its engine answers").isZero());

        for (var path : List.of("pools/" + local.name + "-p", "networks/" + local.name, "regions/here")) {
            local.gone(path);
        }
        assertThat(local.containers()).isEmpty();
        assertThat(local.networks()).isEmpty();
    }
}

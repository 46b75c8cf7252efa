package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a declaration to machines that have enrolled, whose engines answer and who keep their firewall themselves, and back to nothing.
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
        local.apply(local.ground() + firewall(8080));
        local.awaitLevel("firewalls", "web");
        local.apply(pool());

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

        firewallIsKept(8080);
        local.apply(firewall(8081));
        firewallIsKept(8081);

        for (var path : List.of("pools/" + local.name + "-p", "firewalls/web", "networks/" + local.name, "regions/here")) {
            local.gone(path);
        }
        assertThat(local.containers()).isEmpty();
        assertThat(local.networks()).isEmpty();
    }

    /// Said by its status, and so in the kernels of both machines.
    private void firewallIsKept(int port) {
        Eventually.holds("both machines keep the firewall", LocalMachines.PATIENCE, () -> local.isLevel("firewalls", "web") && said().contains("all 2 machines"), local::told);
        assertThat(local.containers()).allSatisfy(machine -> assertThat(local.run(machine, "nft list table inet plimsoll").said()).contains("tcp dport " + port + " accept"));
    }

    private String said() {
        return Api.level(local.got("firewalls", "web")).path("sentence").asText();
    }

    private static String firewall(int port) {
        return """
            ---
            apiVersion: plimsoll/v1
            kind: Firewall
            metadata: {name: web}
            spec: {region: here, rules: [{port: %d, ranges: [0.0.0.0/0]}]}
            """.formatted(port);
    }

    private String pool() {
        return """
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: %1$s-p}
            spec: {region: here, role: standalone, count: 2, template: {networks: [%1$s], firewalls: [web], setup: {hostFirewall: true}}}
            """.formatted(local.name);
    }
}

package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All machines of a cluster of three managers and two workers are replaced, one after the other, while a service on them is asked 100 times a second over lasting connections. That service is made by
/// hand, because one that holds its port on its machine and starts the new before it ends the old is nothing that Plimsoll declares without the mesh; an assembly of Plimsoll's own moves with it. Its
/// images are in no registry: each new machine has to be given them.
@Tag("docker")
@Tag("lab")
class UpgradeUnderLoadTest {
    private static final String IMAGE = "plimsoll-test-upgrade-load-" + ProcessHandle.current().pid() + ":1";
    private static final int PORT = 8080;
    private static final int LANES = 10;
    private static final Duration EACH = Duration.ofMillis(100);
    private static final String SHOP = """
        services:
          worker:
            build: .
            command: [sleep, "100000"]
            stop_grace_period: 0s
            deploy: {replicas: 3, update_config: {order: start-first}}
        """;

    private static final String UPGRADE = """
        apiVersion: plimsoll/v1
        kind: Upgrade
        metadata: {name: all}
        spec: {cluster: %s, evenCurrent: true, drain: 10m}
        """;

    private LocalMachines local;

    @BeforeEach
    void start(@TempDir Path folder) {
        var here = Path.of("src/test/resources/dev/plimsoll/server/faults").toAbsolutePath();
        assertThat(shell("sh " + here + "/web-image.sh " + IMAGE + " " + here + "/web.pl")).isZero();
        local = new LocalMachines(folder, "10.231.19");
    }

    @AfterEach
    void clear() {
        try {
            local.close();
        } finally {
            shell("docker rmi -f " + IMAGE);
        }
    }

    @Test
    void everyMachineIsReplacedAndNoRequestFails() throws Exception {
        local.form(3, 2);
        var before = ids();
        var image = handed();
        Built.deploy(local.api(), "shop", local.name, SHOP);
        Eventually.holds("the shop is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);
        var made = local.run(local.container("m-1"), "docker service create -d --no-resolve-image --name web --replicas 2 --publish mode=host,published=" + PORT + ",target=" + PORT
            + " --update-order start-first --update-failure-action continue --restart-delay 1s --stop-grace-period 20s " + image);
        assertThat(made.code()).as(made.said()).isZero();

        try (var load = new KeepAliveLoad(this::targets, LANES, EACH)) {
            Eventually.holds("the service answers", LocalMachines.PATIENCE, () -> load.asked.get() - load.failed.get() > LANES * 10, local::told);
            load.begin();
            long began = System.nanoTime();
            local.apply(UPGRADE.formatted(local.name));
            Eventually.holds("the upgrade is done", Duration.ofMinutes(20), () -> local.isLevel("upgrades", "all"), local::told);
            Eventually.holds("nobody is there beyond the count", LocalMachines.PATIENCE, () -> local.containers().size() == before.size() && local.isLevel("clusters", local.name), local::told);
            System.out.println("upgrade of " + before.size() + " machines in " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s: " + load);
            assertThat(load.failed).as(load::toString).hasValue(0);
        }
        assertThat(ids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
        Eventually.holds("the shop is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);
    }

    private List<String> ids() {
        return local.containers().stream().map(m -> m.path("Id").asText()).toList();
    }

    /// To the first machines by hand, in the place of a registry.
    ///
    /// @return its id
    private String handed() throws IOException {
        for (var machine : local.containers()) {
            assertThat(shell("docker save " + IMAGE + " | docker exec -i " + machine.path("Id").asText() + " docker load")).isZero();
        }
        return local.run(local.container("m-1"), "docker image inspect --format '{{.Id}}' " + IMAGE).said();
    }

    /// Wherever a machine is; those where the service does not run refuse.
    private List<InetSocketAddress> targets() {
        return local.containers().stream().filter(m -> m.path("State").asText().equals("running")).map(local::address).filter(a -> !a.isEmpty()).map(a -> new InetSocketAddress(a, PORT)).toList();
    }

    private static int shell(String line) {
        try {
            var process = new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true).start();
            process.getInputStream().transferTo(System.out);
            return process.waitFor();
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

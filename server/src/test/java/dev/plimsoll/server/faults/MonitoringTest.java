package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of `examples/monitoring`, as Prometheus's and Alertmanager's own programs read them.
@Tag("validators")
class MonitoringTest {
    private static final Path FILES = Path.of("..", "examples", "monitoring").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void rulesAlarmWhenTheyShallAndOtherwiseNot() throws Exception {
        passes("promtool", "check", "rules", FILES.resolve("prometheus/rules.yml").toString());
        passes("promtool", "test", "rules", FILES.resolve("prometheus/rules_test.yml").toString());
        passes("amtool", "check-config", FILES.resolve("alertmanager/alertmanager.yml").toString());
    }

    @Test
    void prometheusTakesItsConfiguration() throws Exception {
        Files.copy(FILES.resolve("prometheus/rules.yml"), folder.resolve("rules.yml"));
        var token = Files.writeString(folder.resolve("token"), "token");
        var configuration = Files.readString(FILES.resolve("prometheus/prometheus.yml")).replace("/etc/prometheus/rules.yml", "rules.yml").replace("/run/secrets/discovery-token", token.toString());
        passes("promtool", "check", "config", Files.writeString(folder.resolve("prometheus.yml"), configuration).toString());
    }

    private void passes(String... command) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), Files.readString(output)).isZero();
    }
}

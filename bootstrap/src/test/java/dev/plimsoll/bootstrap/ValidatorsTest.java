package dev.plimsoll.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs that read user data say themselves that it is right (Debian: ignition, cloud-init, nftables, systemd).
@Tag("validators")
final class ValidatorsTest {
    @TempDir
    private Path folder;

    static Stream<Bootstrap> examples() {
        return Stream.of(Examples.plain(), Examples.full());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void ignition_takes_it(Bootstrap bootstrap) throws IOException {
        assertThat(said("ignition-validate", file(bootstrap.userData(Format.IGNITION, 16 << 10)))).isEqualTo("0 ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void cloud_init_takes_it(Bootstrap bootstrap) throws IOException {
        assertThat(said("cloud-init", "schema", "-c", file(bootstrap.userData(Format.CLOUD_INIT, 16 << 10)))).startsWith("0 Valid cloud-config");
    }

    /// Their programs are on machines, not here; what is looked at is everything else.
    @Test
    void systemd_takes_the_units() throws IOException {
        var equipment = Equipment.of(Examples.full());
        var units = Stream.concat(equipment.units().stream(), equipment.disks().stream().map(Disk::unit)).toList();
        var command = new ArrayList<>(List.of("systemd-analyze", "verify"));
        for (var unit : units) {
            command.add(Files.writeString(folder.resolve(unit.name()), unit.text().replaceAll("ExecStart=\\S+", "ExecStart=/bin/true")).toString());
        }
        assertThat(units).hasSizeGreaterThan(6);
        assertThat(said(command.toArray(String[]::new))).isEqualTo("0 ");
    }

    /// In a network namespace of its own: the rules are only looked at, and the kernel must be asked all the same.
    @Test
    void nftables_takes_the_firewall() throws IOException {
        var rules = file(Examples.full().firewall().orElseThrow().file().text());
        assertThat(said("unshare", "--net", "nft", "-c", "-f", rules)).isEqualTo("0 ");
    }

    @Test
    void they_would_notice() throws IOException {
        assertThat(said("ignition-validate", file(Examples.plain().userData(Format.IGNITION, 16 << 10).replace("\"mode\":", "\"mode\":-")))).doesNotStartWith("0");
        assertThat(said("cloud-init", "schema", "-c", file(Examples.plain().userData(Format.CLOUD_INIT, 16 << 10).replace("\"encoding\":\"b64\"", "\"encoding\":\"b65\"")))).doesNotStartWith("0");
    }

    @Test
    void the_script_is_one_for_every_posix_shell() throws IOException {
        assertThat(said("sh", "-n", file(Equipment.of(Examples.plain()).files().getFirst().text()))).isEqualTo("0 ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_posix_shell_takes_the_script_for_machines_that_are_up(Bootstrap bootstrap) throws IOException {
        var script = bootstrap.userData(Format.SHELL, 64 << 10);
        assertThat(said("sh", "-n", file(script))).isEqualTo("0 ");
        assertThat(said("bash", "--posix", "-n", file(script))).isEqualTo("0 ");
        assertThat(said("sh", "-n", file(Equipment.resource("leave.sh")))).isEqualTo("0 ");
        assertThat(said("sh", "-n", file(script + "if\n"))).doesNotStartWith("0");
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "user", "data"), text).toString();
    }

    private static String said(String... command) throws IOException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.onExit().join().exitValue() + " " + text;
    }
}

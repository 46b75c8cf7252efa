package dev.plimsoll.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Ignition, cloud-init and the shell script make the same machine of the same bootstrap.
final class FormatsTest {
    private static final int ROOM = 64 << 10;
    /// Ignition does not need it: what starts the script on machines without systemd.
    private static final String AT_EVERY_BOOT = "/var/lib/cloud/scripts/per-boot/plimsoll";

    private static Effects effects(Format format) {
        return Effects.of(format, Examples.full().userData(format, ROOM));
    }

    @Test
    void files_users_units_and_mounts_are_equal() {
        var ignition = effects(Format.IGNITION);
        var cloudInit = effects(Format.CLOUD_INIT);
        var files = new TreeMap<>(cloudInit.files());
        assertThat(files.remove(AT_EVERY_BOOT)).isNotNull();
        assertThat(files).isEqualTo(ignition.files());
        assertThat(cloudInit.users()).isEqualTo(ignition.users());
        assertThat(cloudInit.enabled()).isEqualTo(ignition.enabled());
        assertThat(cloudInit.mounts()).isEqualTo(ignition.mounts());
    }

    /// It also brings what takes all of it away again.
    @Test
    void a_machine_that_is_up_becomes_the_same() {
        var shell = effects(Format.SHELL);
        var files = new TreeMap<>(shell.files());
        assertThat(files.remove("/opt/plimsoll/leave")).startsWith("755 #!/bin/sh");
        assertThat(files).isEqualTo(effects(Format.CLOUD_INIT).files());
        assertThat(shell.users()).isEqualTo(effects(Format.CLOUD_INIT).users());
        assertThat(shell.enabled()).isEqualTo(effects(Format.CLOUD_INIT).enabled());
        assertThat(shell.mounts()).isEqualTo(effects(Format.CLOUD_INIT).mounts());
    }

    /// Path, and a part of its mode and content.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/etc/hostname                                      | 644 worker-1",
        "/etc/motd                                          | 644 welcome: \"$HOME\" {{x}}",
        "/etc/plimsoll/credential                           | 600 Authorization: Bearer 6f1c7a0e",
        "/etc/plimsoll/machine.conf                         | control-plane=https://10.0.0.1:7443",
        "/etc/plimsoll/machine.conf                         | exporter=/usr/bin/prometheus-node-exporter",
        "/opt/plimsoll/machine                              | 755 #!/bin/sh",
        "/etc/systemd/system/plimsoll-follow.service        | KillMode=process",
        "/etc/docker/daemon.json                            | \"data-root\":\"/var/lib/docker-data/engine\"",
        "/etc/systemd/system/docker.service.d/50-plimsoll.conf | ConditionPathExists=/etc/plimsoll/engine.pem",
        "/etc/sudoers.d/90-plimsoll-ops                     | 440 ops ALL=(ALL) NOPASSWD:ALL",
        "/etc/plimsoll/firewall.nft                         | ip saddr 10.0.0.1/32 tcp dport 2376-2380 accept",
        "/etc/plimsoll/firewall.nft                         | ip6 saddr fd00::/8 tcp dport 2376-2380 accept",
        "/etc/plimsoll/firewall.nft                         | ip saddr 10.0.0.1/32 meta l4proto 6 ct original proto-dst 2376-2380 accept",
        "/etc/systemd/network/05-plimsoll-eth1.network      | Address=10.1.0.5/24",
        "/etc/plimsoll/boot.d/000-sysctl                    | 700 #!/bin/sh",
        "/etc/systemd/system/plimsoll-exporter.service      | --web.listen-address=:9100"})
    void each_part_of_the_model_arrives(String path, String part) {
        for (var format : Format.values()) {
            assertThat(effects(format).files()).as("%s by %s", path, format).containsKey(path);
            assertThat(effects(format).files().get(path)).as("%s by %s", path, format).contains(part);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_enabled_mounted_and_let_in(Format format) {
        var effects = effects(format);
        assertThat(effects.enabled()).containsExactlyInAnyOrder("backup.timer", "plimsoll-exporter.service", "plimsoll-follow.service", "plimsoll-machine.service", "plimsoll-renew.timer");
        assertThat(effects.mounts()).containsExactlyInAnyOrder("make ext4 on /dev/vdb", "/dev/vdb ext4 /var/lib/docker-data noatime");
        assertThat(effects.users()).containsExactlyInAnyOrderEntriesOf(java.util.Map.of("ops", List.of(Examples.KEY, "in sudo", "in adm"), "guest", List.of(Examples.KEY, Examples.KEY + " 2")));
        assertThat(effects.files()).doesNotContainKey("/etc/sudoers.d/90-plimsoll-guest");
    }

    @Test
    void a_mount_is_named_as_systemd_names_it() {
        assertThat(Examples.full().disks().getFirst().unit().name()).isEqualTo("var-lib-docker\\x2ddata.mount");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void equal_bootstraps_have_equal_texts(Format format) {
        assertThat(Examples.full().userData(format, ROOM)).isEqualTo(Examples.full().userData(format, ROOM));
    }
}

package dev.plimsoll.bootstrap;

import static dev.plimsoll.bootstrap.Ignition.ordered;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An equipment as cloud-init's `#cloud-config` (https://cloudinit.readthedocs.io/en/latest/reference/modules.html). Written as JSON, which is YAML.
final class CloudConfig {
    /// Run by cloud-init at every boot. Where systemd is, the machine's own unit does it.
    static final BootFile AT_EVERY_BOOT = new BootFile("/var/lib/cloud/scripts/per-boot/plimsoll", 0755, """
        #!/bin/sh
        [ -d /run/systemd/system ] || exec /opt/plimsoll/machine up
        """);

    private CloudConfig() {}

    static String text(Equipment equipment) {
        var config = ordered("hostname", equipment.name());
        if (!equipment.users().isEmpty()) {
            config.put("users", equipment.users().stream().map(CloudConfig::user).toList());
        }
        if (!equipment.disks().isEmpty()) {
            config.put("fs_setup", equipment.disks().stream().map(CloudConfig::fileSystem).toList());
            config.put("mounts", equipment.disks().stream().map(CloudConfig::mount).toList());
        }
        config.put("write_files", Stream.of(equipment.files().stream(), equipment.units().stream().map(Unit::file), Stream.of(AT_EVERY_BOOT))
            .flatMap(files -> files).map(CloudConfig::file).toList());
        config.put("runcmd", List.of(List.of("sh", "-c", start(equipment.units()))));
        return "#cloud-config\n" + Json.text(config) + "\n";
    }

    private static Object user(User user) {
        var written = ordered("name", user.name(), "shell", Equipment.SHELL, "lock_passwd", true, "ssh_authorized_keys", user.keys());
        if (!user.groups().isEmpty()) {
            written.put("groups", user.groups());
        }
        return written;
    }

    private static Object fileSystem(Disk disk) {
        return ordered("device", disk.device(), "filesystem", disk.systemWord(), "partition", "none", "overwrite", false);
    }

    private static Object mount(Disk disk) {
        return List.of(disk.device(), disk.path(), disk.systemWord(), disk.options(), "0", "2");
    }

    private static Object file(BootFile file) {
        var packed = Packed.of(file);
        return ordered("path", file.path(), "permissions", "0" + Integer.toOctalString(file.mode()), "encoding", packed.zipped() ? "gz+b64" : "b64", "content", packed.base64());
    }

    /// Ignition enables units before systemd first looks; here systemd runs already. It must not be waited for: a unit may wait for cloud-init.
    private static String start(List<Unit> units) {
        var commands = new ArrayList<String>();
        commands.add("systemctl daemon-reload");
        commands.add("networkctl reload 2>/dev/null || :");
        commands.add("systemctl enable --now --no-block " + units.stream().filter(Unit::enabled).map(unit -> "'" + unit.name() + "'").collect(Collectors.joining(" ")));
        return "if [ -d /run/systemd/system ]; then " + String.join("; ", commands) + "; fi";
    }
}

package dev.plimsoll.bootstrap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An equipment as an Ignition config of version 3.3.0 (https://coreos.github.io/ignition/configuration-v3_3/).
final class Ignition {
    private Ignition() {}

    static String text(Equipment equipment) {
        var config = new LinkedHashMap<String, Object>();
        config.put("ignition", Map.of("version", "3.3.0"));
        if (!equipment.users().isEmpty()) {
            config.put("passwd", Map.of("users", equipment.users().stream().map(Ignition::user).toList()));
        }
        var storage = new LinkedHashMap<String, Object>();
        if (!equipment.disks().isEmpty()) {
            storage.put("filesystems", equipment.disks().stream().map(Ignition::fileSystem).toList());
        }
        storage.put("files", equipment.files().stream().map(Ignition::file).toList());
        config.put("storage", storage);
        List<Unit> units = new ArrayList<>(equipment.units());
        equipment.disks().forEach(disk -> units.add(disk.unit()));
        config.put("systemd", Map.of("units", units.stream().map(Ignition::unit).toList()));
        return Json.text(config);
    }

    private static Object user(User user) {
        var written = ordered("name", user.name(), "shell", Equipment.SHELL, "sshAuthorizedKeys", user.keys());
        if (!user.groups().isEmpty()) {
            written.put("groups", user.groups());
        }
        return written;
    }

    private static Object fileSystem(Disk disk) {
        return ordered("device", disk.device(), "format", disk.systemWord(), "wipeFilesystem", false);
    }

    private static Object file(BootFile file) {
        var packed = Packed.of(file);
        var contents = ordered("source", "data:;base64," + packed.base64());
        if (packed.zipped()) {
            contents.put("compression", "gzip");
        }
        return ordered("path", file.path(), "mode", file.mode(), "overwrite", true, "contents", contents);
    }

    private static Object unit(Unit unit) {
        return ordered("name", unit.name(), "enabled", unit.enabled(), "contents", unit.text());
    }

    /// Names and values in turns.
    static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }
}

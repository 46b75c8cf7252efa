package dev.plimsoll.bootstrap;

import java.util.stream.Collectors;

/// An equipment as a shell script for a machine that is up: one that somebody gave us. Running it again changes nothing. What it finds is kept beside the machine's settings, and the
/// program `leave`, which it puts there first, brings that back.
final class ShellScript {
    private static final BootFile LEAVE = new BootFile("/opt/plimsoll/leave", 0755, Equipment.resource("leave.sh"));
    /// No line of base64, and no key, is this one.
    private static final String END = ".";

    private ShellScript() {}

    static String text(Equipment equipment) {
        var text = new StringBuilder(Equipment.resource("set-up.sh"));
        put(text, LEAVE);
        equipment.disks().forEach(disk -> text.append("disk ").append(disk.device()).append(' ').append(disk.systemWord()).append(' ').append(disk.path()).append(' ')
            .append(disk.options()).append('\n'));
        equipment.files().forEach(file -> put(text, file));
        put(text, CloudConfig.AT_EVERY_BOOT);
        equipment.units().forEach(unit -> put(text, unit.file()));
        equipment.users().forEach(user -> text.append("user ").append(user.name()).append(" '").append(String.join(",", user.groups())).append("' <<'").append(END).append("'\n")
            .append(String.join("\n", user.keys())).append('\n').append(END).append('\n'));
        return text.append("host ").append(equipment.name()).append('\n')
            .append("start ").append(equipment.units().stream().filter(Unit::enabled).map(unit -> "'" + unit.name() + "'").collect(Collectors.joining(" "))).append('\n').toString();
    }

    private static void put(StringBuilder text, BootFile file) {
        var packed = Packed.of(file);
        text.append("put '").append(file.path()).append("' 0").append(Integer.toOctalString(file.mode())).append(packed.zipped() ? " zipped" : " plain").append(" <<'").append(END)
            .append("'\n").append(packed.base64()).append('\n').append(END).append('\n');
    }
}

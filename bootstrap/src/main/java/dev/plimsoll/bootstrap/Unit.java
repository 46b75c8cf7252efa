package dev.plimsoll.bootstrap;

/// A unit of systemd.
///
/// @param name    with its type: `backup.timer`
/// @param enabled whether it starts with the machine
/// @param text    its file
public record Unit(String name, boolean enabled, String text) {
    public Unit {
        Rules.UNIT.require("a unit", name);
    }

    BootFile file() {
        return new BootFile("/etc/systemd/system/" + name, 0644, text);
    }
}

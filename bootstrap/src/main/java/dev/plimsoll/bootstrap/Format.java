package dev.plimsoll.bootstrap;

/// Who reads user data: at the first boot, what the image has for it; on a machine that is up already, a shell.
public enum Format {
    /// Flatcar, Fedora CoreOS and their like.
    IGNITION,
    /// Debian, Ubuntu and nearly everything else.
    CLOUD_INIT,
    /// Machines that are up already, by a shell of root's.
    SHELL;

    String write(Equipment equipment) {
        return switch (this) {
            case IGNITION -> Ignition.text(equipment);
            case CLOUD_INIT -> CloudConfig.text(equipment);
            case SHELL -> ShellScript.text(equipment);
        };
    }
}

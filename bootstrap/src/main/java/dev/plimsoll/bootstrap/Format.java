package dev.plimsoll.bootstrap;

/// Who reads user data at the first boot: which one depends on the image.
public enum Format {
    /// Flatcar, Fedora CoreOS and their like.
    IGNITION,
    /// Debian, Ubuntu and nearly everything else.
    CLOUD_INIT;

    String write(Equipment equipment) {
        return switch (this) {
            case IGNITION -> Ignition.text(equipment);
            case CLOUD_INIT -> CloudConfig.text(equipment);
        };
    }
}

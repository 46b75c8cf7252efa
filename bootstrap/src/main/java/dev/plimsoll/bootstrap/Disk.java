package dev.plimsoll.bootstrap;

import java.util.Locale;

/// A file system on a device of its own. Made only when the device has none: nothing is ever wiped.
///
/// @param device  block device
/// @param system  type of file system
/// @param path    where it is mounted
/// @param options mount options, `defaults` for none
public record Disk(String device, System system, String path, String options) {
    /// Types both formats can make.
    public enum System { EXT4, XFS, BTRFS }

    public Disk {
        Rules.DEVICE.require("the device of a disk", device);
        Rules.PLAIN_PATH.require("the mount point of disk " + device, path);
        Rules.MOUNT_OPTIONS.require("the options of disk " + device, options);
    }

    String systemWord() {
        return system.name().toLowerCase(Locale.ROOT);
    }

    /// As systemd wants it: a mount's unit is named by its path (systemd.unit(5), "string escaping for inclusion in unit names").
    Unit unit() {
        var name = path.substring(1).replace("-", "\\x2d").replace('/', '-');
        return new Unit(name + ".mount", true, """
            [Unit]
            Before=local-fs.target docker.service
            [Mount]
            What=%s
            Where=%s
            Type=%s
            Options=%s
            [Install]
            RequiredBy=local-fs.target
            """.formatted(device, path, systemWord(), options));
    }
}

package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is put on a machine at its first boot, besides an engine that obeys the control plane. Rendered to Ignition or cloud-init.
public record MachineSetup(
    @Doc("ignition or cloud_init; what the image understands. cloud_init when not given.") Optional<Format> format,
    @Doc("Files.") List<File> files,
    @Doc("Units of systemd.") List<Unit> units,
    @Doc("Users.") List<User> users,
    @Doc("File systems.") List<FileSystem> mounts,
    @Doc("Top-level keys of the engine's daemon.json, with values as JSON.") Map<String, String> engine,
    @Doc("Secrets with registry log-ins (entries registry, user, password).") List<String> registries,
    @Doc("The machine's own firewall follows the firewalls around it, and containers cannot get past it.") boolean hostFirewall,
    @Doc("node_exporter runs on it, on port 9100.") boolean nodeExporter) {
    public static final MachineSetup NOTHING = new MachineSetup(null, null, null, null, null, null, null, false, false);

    /// How it reaches the machine.
    public enum Format { IGNITION, CLOUD_INIT }

    public MachineSetup {
        format = Values.optional(format);
        files = Values.list(files);
        units = Values.list(units);
        users = Values.list(users);
        mounts = Values.list(mounts);
        engine = Values.map(engine);
        registries = Values.list(registries);
        registries.forEach(r -> Names.requireLabel("secret", r));
    }

    /// A file, with its text or the entry of a Config or Secret it comes from.
    public record File(@Doc("Where, absolute.") String path, @Doc("Its text.") Optional<String> content, @Doc("Config it comes from.") Optional<String> config,
                       @Doc("Secret it comes from; delivered after the machine has identified itself, never in user data.") Optional<String> secret,
                       @Doc("Entry of the config or secret; the path's last part when not given.") Optional<String> entry,
                       @Doc(value = "Permission bits; 0644.", otherwise = "0644", unit = Doc.Unit.MODE) int mode) {
        public File {
            path = absolute(path);
            content = Values.optional(content);
            config = Values.optional(config);
            secret = Values.optional(secret);
            entry = Values.optional(entry);
            if ((content.isPresent() ? 1 : 0) + (config.isPresent() ? 1 : 0) + (secret.isPresent() ? 1 : 0) != 1) {
                throw new InvalidValue("file " + path + " needs one of content, config and secret");
            }
            if (mode < 0 || mode > 07777) {
                throw new InvalidValue("the mode of file " + path + " is not between 0 and 07777");
            }
        }
    }

    /// A unit of systemd.
    public record Unit(@Doc("Such as backup.service; a name without an ending is a service.") String name, @Doc("Its text.") String content, @Doc("Started at every boot; it is unless this is false.") Optional<Boolean> enabled) {
        public Unit {
            content = Values.text(content);
            enabled = Values.optional(enabled);
            name = name == null || name.contains(".") ? name : name + ".service";
            if (name == null || !name.matches("[A-Za-z0-9:_.\\\\@-]{1,200}\\.(service|timer|socket|mount|path|target)")) {
                throw new InvalidValue("a unit's name looks like backup.service");
            }
        }
    }

    /// A user of the machine.
    public record User(@Doc("Log-in name.") String name, @Doc("Groups besides its own.") List<String> groups, @Doc("SSH public keys that may log in.") List<String> sshKeys) {
        public User {
            groups = Values.list(groups);
            sshKeys = Values.list(sshKeys);
            if (name == null || !name.matches("[a-z_][a-z0-9_-]{0,31}")) {
                throw new InvalidValue("a user's name may hold only a-z, 0-9, '_' and '-', and has at most 32 characters");
            }
            if (!groups.stream().allMatch(g -> g.matches("[a-z_][a-z0-9_-]{0,31}"))) {
                throw new InvalidValue("a group of user " + name + " is no group's name");
            }
            sshKeys.forEach(PublicKey::require);
        }
    }

    /// A file system, made when the device has none.
    public record FileSystem(@Doc("Such as /dev/vdb.") String device, @Doc("Where it is seen, absolute.") String path, @Doc(value = "ext4 (default), xfs or btrfs.", otherwise = "ext4") String type) {
        public FileSystem {
            device = absolute(device);
            path = absolute(path);
            type = type == null || type.isEmpty() ? "ext4" : type;
            if (!List.of("ext4", "xfs", "btrfs").contains(type)) {
                throw new InvalidValue("the file system of " + path + " is none of ext4, xfs, btrfs");
            }
        }
    }

    private static String absolute(String path) {
        if (path == null || !path.startsWith("/") || path.length() > 500 || path.contains("/../") || path.endsWith("/..") || path.chars().anyMatch(c -> c < 32)) {
            throw new InvalidValue("a path on a machine is absolute, such as /etc/motd, and has no '..' in it");
        }
        return path;
    }
}

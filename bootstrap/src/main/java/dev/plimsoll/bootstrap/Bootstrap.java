package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Everything a machine is to be from its first boot on.
///
/// @param name       its host name
/// @param users      who may log in; none: whom the image and the cloud let in
/// @param files      to lie there, root's
/// @param units      of systemd; machines without it ignore them
/// @param scripts    run once, in this order, before the engine starts; one that fails makes the machine failed
/// @param disks      file systems to make where there is none, and where to mount them
/// @param links      network interfaces with fixed settings; the others are as the image has them
/// @param registries log-ins of the engine's own user; handed over when the machine enrols
/// @param firewall   what may reach the machine itself; none: everything
/// @param exporter   metrics of the machine; none: not served
/// @param engine     how the Docker Engine runs
/// @param follows    whether it asks its control plane for ever what its firewall lets in and what it serves as a router
/// @param enrolment  how the machine becomes the control plane's
public record Bootstrap(String name, List<User> users, List<BootFile> files, List<Unit> units, List<BootScript> scripts, List<Disk> disks, List<Link> links,
                        List<RegistryLogin> registries, Optional<HostFirewall> firewall, Optional<NodeExporter> exporter, EngineOptions engine, boolean follows, Enrolment enrolment) {
    public Bootstrap {
        Names.requireLabel("machine", name);
        users = distinct("user", users, User::name);
        files = distinct("file", files, BootFile::path);
        units = distinct("unit", units, Unit::name);
        scripts = distinct("boot script", scripts, BootScript::name);
        disks = distinct("disk", disks, Disk::path);
        links = distinct("interface", links, Link::match);
        registries = distinct("registry", registries, RegistryLogin::registry);
        firewall = Values.optional(firewall);
        exporter = Values.optional(exporter);
        for (var file : files) {
            if (file.path().startsWith(Equipment.OWN_FOLDER) || file.path().startsWith("/opt/plimsoll/")) {
                throw new InvalidValue("file " + file.path() + " lies where Plimsoll keeps its own; choose another folder");
            }
            disks.stream().filter(disk -> file.path().startsWith(disk.path() + "/")).findFirst().ifPresent(disk -> {
                throw new InvalidValue("file " + file.path() + " would lie on the disk mounted at " + disk.path() + ", which Ignition mounts after and cloud-init before it writes files; write it with a boot script");
            });
        }
    }

    /// A machine with nothing of its own but the engine.
    public static Bootstrap plain(String name, Enrolment enrolment) {
        return new Bootstrap(name, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), EngineOptions.USUAL, false, enrolment);
    }

    /// The text for the cloud's field "user data".
    ///
    /// @param most bytes the cloud takes
    /// @throws InvalidValue when it is longer, with the largest files
    public String userData(Format format, int most) {
        var equipment = Equipment.of(this);
        var text = format.write(equipment);
        int bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw new InvalidValue("the user data of machine " + name + " has " + bytes + " bytes and the cloud takes " + most + "; the largest files are "
                + equipment.largest(3) + ": fetch them with a boot script instead");
        }
        return text;
    }

    /// Files with secrets: given to the machine when it enrols, over TLS, and never part of user data.
    public List<BootFile> handover() {
        return RegistryLogin.files(registries);
    }

    /// The program of machines that follow, for the handover.
    public static BootFile following() {
        return Equipment.FOLLOW;
    }

    private static <T> List<T> distinct(String what, List<T> given, Function<T, String> name) {
        var list = Values.list(given);
        Set<String> seen = new HashSet<>();
        for (var one : list) {
            if (!seen.add(name.apply(one))) {
                throw new InvalidValue(what + " " + name.apply(one) + " is declared twice");
            }
        }
        return list;
    }
}

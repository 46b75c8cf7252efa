package dev.plimsoll.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What a bootstrap comes to: what all formats only have to write down.
///
/// @param name  host name
/// @param files to lie on the machine, without those of units
/// @param units of systemd, without those that mount disks
record Equipment(String name, List<User> users, List<Disk> disks, List<BootFile> files, List<Unit> units) {
    static final String OWN_FOLDER = "/etc/plimsoll/";
    static final String SHELL = "/bin/bash";

    private static final List<Unit> OWN_UNITS = List.of(
        new Unit("plimsoll-machine.service", true, """
            [Unit]
            Description=Plimsoll: enrols this machine and starts its engine
            Wants=network-online.target
            After=network-online.target
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/opt/plimsoll/machine up
            TimeoutStartSec=20min
            Restart=on-failure
            RestartSec=30
            [Install]
            WantedBy=multi-user.target
            """),
        new Unit("plimsoll-renew.service", false, """
            [Unit]
            Description=Plimsoll: renews the certificate of this machine's engine
            [Service]
            Type=oneshot
            ExecStart=/opt/plimsoll/machine renew
            """),
        new Unit("plimsoll-renew.timer", true, """
            [Unit]
            Description=Plimsoll: looks whether the engine's certificate ends
            [Timer]
            OnCalendar=daily
            RandomizedDelaySec=6h
            Persistent=true
            [Install]
            WantedBy=timers.target
            """));

    /// The engine starts only with its certificate, and the script knows how.
    private static final BootFile ENGINE_DROP_IN = new BootFile("/etc/systemd/system/docker.service.d/50-plimsoll.conf", 0644, """
        [Unit]
        ConditionPathExists=/etc/plimsoll/engine.pem
        [Service]
        ExecStart=
        ExecStart=/opt/plimsoll/machine engine
        """);

    /// What it serves goes on when the script that follows ends.
    private static final Unit FOLLOWING = new Unit("plimsoll-follow.service", true, """
        [Unit]
        Description=Plimsoll: this machine's firewall, and what it serves as a router
        After=plimsoll-machine.service
        [Service]
        ExecStart=/opt/plimsoll/follow
        KillMode=process
        Restart=always
        RestartSec=5
        [Install]
        WantedBy=multi-user.target
        """);

    /// Handed over when the machine enrols: user data has little room.
    static final BootFile FOLLOW = new BootFile("/opt/plimsoll/follow", 0755, resource("follow.sh"));

    private static final BootFile SCRIPT = new BootFile("/opt/plimsoll/machine", 0755, resource("machine.sh"));

    static Equipment of(Bootstrap bootstrap) {
        var files = new ArrayList<BootFile>();
        files.add(SCRIPT);
        files.add(bootstrap.enrolment().settings(bootstrap.exporter().map(NodeExporter::settings).orElse("")));
        files.add(bootstrap.enrolment().header());
        files.add(bootstrap.engine().file());
        files.add(ENGINE_DROP_IN);
        files.add(new BootFile("/etc/hostname", 0644, bootstrap.name() + "\n"));
        bootstrap.firewall().ifPresent(firewall -> files.add(firewall.file()));
        bootstrap.links().forEach(link -> files.add(link.file()));
        bootstrap.users().stream().filter(User::administrator).forEach(user -> files.add(
            new BootFile("/etc/sudoers.d/90-plimsoll-" + user.name(), 0440, user.name() + " ALL=(ALL) NOPASSWD:ALL\n")));
        for (int i = 0; i < bootstrap.scripts().size(); i++) {
            var script = bootstrap.scripts().get(i);
            files.add(new BootFile(OWN_FOLDER + "boot.d/%03d-%s".formatted(i, script.name()), 0700, script.text()));
        }
        files.addAll(bootstrap.files());
        var units = new ArrayList<>(OWN_UNITS);
        bootstrap.exporter().ifPresent(exporter -> units.add(exporter.unit()));
        if (bootstrap.follows()) {
            units.add(FOLLOWING);
        }
        units.addAll(bootstrap.units());
        return new Equipment(bootstrap.name(), bootstrap.users(), bootstrap.disks(), List.copyOf(files), List.copyOf(units));
    }

    /// The files that take most room, for people.
    String largest(int count) {
        return files.stream().sorted(Comparator.comparingInt((BootFile file) -> -Packed.of(file).base64().length())).limit(count)
            .map(file -> file.path() + " (" + Packed.of(file).base64().length() + ")").collect(Collectors.joining(", "));
    }

    static String resource(String name) {
        try (var in = Equipment.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

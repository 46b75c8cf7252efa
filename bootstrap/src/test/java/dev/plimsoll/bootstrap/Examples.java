package dev.plimsoll.bootstrap;

import dev.plimsoll.model.outside.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bootstraps for tests.
final class Examples {
    static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGxvbmcgZW5vdWdoIHRvIGJlIGEga2V5IQ ops@example.org";
    static final String PASSWORD = "planted-password-of-a-registry";
    static final Enrolment ENROLMENT = new Enrolment("https://10.0.0.1:7443", "ab".repeat(32), "6f1c7a0e-0000-4000-8000-000000000001",
        new SecretText("6f1c7a0e-0000-4000-8000-000000000001.c2VjcmV0c2VjcmV0c2VjcmV0"));

    private Examples() {}

    static Bootstrap plain() {
        return Bootstrap.plain("worker-1", ENROLMENT);
    }

    static Bootstrap full() {
        return new Bootstrap("worker-1",
            List.of(new User("ops", List.of("sudo", "adm"), List.of(KEY)), new User("guest", List.of(), List.of(KEY, KEY + " 2"))),
            List.of(new BootFile("/etc/motd", 0644, "welcome: \"$HOME\" {{x}}\n\ttab, ünicode\n"), new BootFile("/etc/long.conf", 0600, "line\n".repeat(500))),
            List.of(new Unit("backup.service", false, "[Service]\nExecStart=/bin/true\n"), new Unit("backup.timer", true, "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n")),
            List.of(new BootScript("sysctl", "#!/bin/sh\nsysctl -w vm.max_map_count=262144\n")),
            List.of(new Disk("/dev/vdb", Disk.System.EXT4, "/var/lib/docker-data", "noatime")),
            List.of(new Link("eth1", List.of("10.1.0.5/24"), Optional.of("10.1.0.1"), List.of("10.1.0.2"), 1450)),
            List.of(new RegistryLogin("registry.example.org:5000", "ci", new SecretText(PASSWORD))),
            Optional.of(new HostFirewall(List.of(new HostFirewall.Rule(HostFirewall.Protocol.TCP, 22, 22, List.of()),
                new HostFirewall.Rule(HostFirewall.Protocol.TCP, 2376, 2380, List.of("10.0.0.1/32", "fd00::/8"))))),
            Optional.of(NodeExporter.USUAL),
            new EngineOptions(Map.of("data-root", "\"/var/lib/docker-data/engine\"", "mtu", "1400")).overUsual(),
            true, ENROLMENT);
    }
}

package dev.plimsoll.ingress.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// How HAProxy is run.
///
/// @param folder  where its files lie; nobody else may read it
/// @param program finds its program; none while there is none
/// @param user    whom its workers become once they listen, when they are started by root; none: they stay who they are
/// @param ipv6    whether this machine knows it
/// @param page    HTML for clients while no instance can answer, 12 KB at most; none: a few words
public record HaproxySettings(Path folder, Supplier<Optional<Path>> program, Optional<String> user, boolean ipv6, Optional<String> page) {
    private static final String[] PLACES = {"/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/bin/haproxy"};

    public HaproxySettings(Path folder, Supplier<Optional<Path>> program, Optional<String> user, boolean ipv6) {
        this(folder, program, user, ipv6, Optional.empty());
    }

    /// The same with another page.
    public HaproxySettings telling(Optional<String> other) {
        return new HaproxySettings(folder, program, user, ipv6, other);
    }

    /// As this machine has it.
    public static HaproxySettings of(Path folder) {
        return new HaproxySettings(folder, HaproxySettings::installed, worker(), Files.exists(Path.of("/proc/net/if_inet6")));
    }

    /// Where HAProxy's program is. Looked for again each time it is needed, because somebody may install it meanwhile.
    public static Optional<Path> installed() {
        for (var place : PLACES) {
            if (Files.isExecutable(Path.of(place))) {
                return Optional.of(Path.of(place));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> worker() {
        try {
            return System.getProperty("user.name").equals("root") && Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(l -> l.startsWith("haproxy:"))
                ? Optional.of("haproxy") : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

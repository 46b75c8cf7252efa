package dev.plimsoll.engines.docker.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether an engine's kernel can balance connections in itself, which the routing mesh of a Swarm needs. No engine tells; a kernel tells those who run on it. Machines
/// that are containers have this machine's kernel.
public enum Ipvs {
    PRESENT, MISSING, UNKNOWN;

    /// @param kernel release that the engine tells, such as 6.1.0-18-amd64
    public static Ipvs of(DockerAddress engine, String kernel) {
        if (!engine.socket() && !kernel.equals(own())) {
            return UNKNOWN;
        }
        var modules = Path.of("/lib/modules", kernel.replace("/", ""));
        return Files.exists(Path.of("/proc/net/ip_vs")) || Files.isDirectory(modules.resolve("kernel/net/netfilter/ipvs"))
            || mentions(modules.resolve("modules.builtin"), "ip_vs.ko") ? PRESENT : MISSING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String own() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        } catch (IOException elsewhere) {
            return "";
        }
    }

    private static boolean mentions(Path file, String word) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains(word);
        } catch (IOException unreadable) {
            return false;
        }
    }
}

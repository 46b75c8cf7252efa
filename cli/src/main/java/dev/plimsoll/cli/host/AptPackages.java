package dev.plimsoll.cli.host;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Shell;
import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Packages of Debian and Ubuntu.
final class AptPackages {
    private static final Map<String, String> QUIET = Map.of("DEBIAN_FRONTEND", "noninteractive");

    private final Session session;
    private final Path logs;

    /// @param logs folder for what apt says
    AptPackages(Session session, Path logs) {
        this.session = session;
        this.logs = logs;
    }

    /// Whether this machine has apt, and whoever asks may use it.
    static boolean possible(Shell shell) {
        return root(shell) && debian();
    }

    static boolean root(Shell shell) {
        return "root".equals(System.getProperty("user.name")) || "0".equals(shell.environment().get("UID"));
    }

    static boolean debian() {
        try {
            return Files.readAllLines(Path.of("/etc/os-release")).stream().anyMatch(l -> l.matches("ID(_LIKE)?=.*\\b(debian|ubuntu)\\b.*"));
        } catch (IOException otherSystem) {
            return false;
        }
    }

    /// @throws Trouble when they cannot be installed, with what apt said
    void install(List<String> packages) throws IOException, InterruptedException {
        Files.createDirectories(logs);
        var log = logs.resolve("install.log");
        var command = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        command.addAll(packages);
        session.say("installing " + String.join(", ", packages) + " with apt (log: " + log + ")");
        if (Programs.run(log, QUIET, command.toArray(String[]::new)) != 0) {
            // On a fresh machine the lists of packages are empty or old.
            Programs.run(log, QUIET, "apt-get", "update");
            if (Programs.run(log, QUIET, command.toArray(String[]::new)) != 0) {
                Programs.lastLines(log, 12).forEach(l -> session.say("  | " + l));
                throw Trouble.failed("apt could not install " + String.join(", ", packages), "its whole output: " + log);
            }
        }
    }
}

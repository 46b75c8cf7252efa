package dev.plimsoll.cli.host;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Shell;
import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Brings Docker Engine to this machine: installs it with apt on Debian and Ubuntu, and starts it, with systemd where that runs and by itself where
/// nothing starts services (containers, small virtual machines).
public final class EngineSetup {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private final Session session;
    private final Path logs;

    /// @param logs folder for what the programs say
    public EngineSetup(Session session, Path logs) {
        this.session = session;
        this.logs = logs;
    }

    /// What a person has to do here to get an engine.
    static String advice(Shell shell) {
        if (Programs.find("dockerd", shell.environment()).isPresent()) {
            return running("systemd") ? "start it with: systemctl start docker" : "start it: plimsoll up does, as root";
        }
        if (AptPackages.debian()) {
            return AptPackages.root(shell) ? "plimsoll up -y installs it (apt-get install docker.io iptables)" : "as root: apt-get install docker.io iptables";
        }
        return System.getProperty("os.name").startsWith("Mac") ? "install Docker Desktop or Colima, then try again"
            : "install Docker Engine by your distribution's packages (docker, moby-engine or docker-ce), start it, then try again";
    }

    /// Whether [#provide] can help here.
    public boolean possible() {
        return AptPackages.root(session.shell()) && DockerProbe.of(session.shell().environment()).local() && (installed() || AptPackages.debian());
    }

    /// What [#provide] would do, as a question without its mark.
    public String question() {
        return installed() ? "Start Docker Engine" : "Install Docker Engine with apt (docker.io, iptables) and start it";
    }

    /// Installs the engine if needed and starts it; answers when it does.
    ///
    /// @throws Trouble when it does not come up, with what it said
    public void provide() throws IOException, InterruptedException {
        Files.createDirectories(logs);
        if (!installed()) {
            new AptPackages(session, logs).install(List.of("docker.io", "iptables"));
        }
        if (!answers()) {
            start();
        }
    }

    private void start() throws IOException, InterruptedException {
        var log = logs.resolve("dockerd.log");
        session.say("starting Docker Engine" + (running("systemd") ? "" : " (log: " + log + ")"));
        if (running("systemd")) {
            Programs.run(log, Map.of(), "systemctl", "start", "docker");
        } else {
            var dockerd = Programs.find("dockerd", session.shell().environment())
                .orElseThrow(() -> Trouble.failed("the package was installed, but there is no program dockerd", "see " + logs.resolve("install.log")));
            Programs.background(log, session.shell().environment(), List.of(dockerd.toString()));
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                Programs.lastLines(log, 12).forEach(l -> session.say("  | " + l));
                throw Trouble.failed("Docker Engine did not answer within " + PATIENCE.toSeconds() + " s", "its log: " + log);
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean answers() {
        try {
            DockerProbe.of(session.shell().environment()).version();
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    private boolean installed() {
        return Programs.find("dockerd", session.shell().environment()).isPresent();
    }

    private static boolean running(String init) {
        return Files.isDirectory(Path.of("/run/" + init + "/system"));
    }
}

package dev.plimsoll.cli.host;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Brings HAProxy to this machine, which serves routes. The control plane finds it by itself, and starts it when there is something to serve.
public final class IngressSetup {
    private final Session session;
    private final Path logs;

    /// @param logs folder for what the programs say
    public IngressSetup(Session session, Path logs) {
        this.session = session;
        this.logs = logs;
    }

    /// Whether HAProxy is there.
    public static boolean installed(Shell shell) {
        return Programs.find("haproxy", shell.environment()).isPresent() || Files.isExecutable(Path.of("/usr/sbin/haproxy"));
    }

    /// What a person has to do here to get it.
    public static String advice(Shell shell) {
        return AptPackages.debian() ? AptPackages.root(shell) ? "plimsoll up -y installs it when a declaration has routes (apt-get install haproxy)" : "as root: apt-get install haproxy"
            : "install HAProxy 2.6 or newer by your distribution's packages; it is used at once";
    }

    /// Ends the HAProxy that serves for the control plane of this state folder. Nobody else's is touched: it has to say in its command line that it is ours.
    ///
    /// @return whether there was one
    public static boolean ended(Path state) throws IOException {
        var folder = (Files.exists(state) ? state.toRealPath() : state).resolve("ingress");
        var file = folder.resolve("haproxy.pid");
        if (!Files.exists(file) || !Files.readString(file).strip().matches("[0-9]{1,9}")) {
            return false;
        }
        var process = ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).filter(p -> p.info().commandLine().filter(line -> line.contains(folder.toString())).isPresent());
        process.ifPresent(ProcessHandle::destroy);
        return process.isPresent();
    }

    /// Whether [#provide] can help here.
    public boolean possible() {
        return AptPackages.possible(session.shell());
    }

    /// What [#provide] would do, as a question without its mark.
    public String question() {
        return "Install HAProxy with apt (haproxy), to serve the routes declared";
    }

    /// Installs it.
    ///
    /// @throws dev.plimsoll.cli.Trouble when that fails, with what apt said
    public void provide() throws IOException, InterruptedException {
        new AptPackages(session, logs).install(List.of("haproxy"));
    }
}

package dev.plimsoll.server.faults;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A Docker Engine of a test's own, which may be killed. It lives in a network namespace of its own, because an engine without a bridge takes
/// away the one it finds.
final class PrivateDocker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Containers containers;
    private Process process;

    private PrivateDocker(Path folder) {
        this.folder = folder;
        this.containers = new Containers(DockerAddress.of(address()));
    }

    /// @param folder for its socket and its data; short, because a socket's path is
    static PrivateDocker started(Path folder) {
        var docker = new PrivateDocker(folder);
        docker.start();
        docker.containers.makeBusybox();
        return docker;
    }

    /// An engine without a bridge takes away `docker0` of the network namespace it starts in, which is the machine's engine's: it gets one of its own.
    private static final String IN_ITS_OWN_NETWORK = "ip link set lo up 2>/dev/null || busybox ip link set lo up; exec \"$@\"";

    String address() {
        return "unix://" + folder.resolve("sock");
    }

    Map<String, String> environment() {
        return Map.of("DOCKER_HOST", address());
    }

    Containers containers() {
        return containers;
    }

    void start() {
        var builder = new ProcessBuilder("unshare", "--net", "--", "sh", "-c", IN_ITS_OWN_NETWORK, "sh", "dockerd", "-H", address(), "--data-root", folder.resolve("data").toString(), "--exec-root", folder.resolve("exec").toString(),
            "--pidfile", folder.resolve("pid").toString(), "--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-masq=false",
            "--log-level=error");
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        try {
            process = builder.start();
        } catch (IOException missing) {
            throw new AssertionError("these tests start a Docker Engine of their own (Debian: docker.io iptables, as root)", missing);
        }
        Eventually.holds("the private engine answers", PATIENCE, containers::engineAnswers, this::log);
    }

    /// kill -9 of the engine. What ran in containers goes on without it.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        forgetContainerd();
    }

    /// The engine and all it ran are gone at once, as when the machine loses its power.
    void cutPower() {
        process.destroyForcibly();
        process.onExit().join();
        ProcessHandle.allProcesses().filter(this::ours).forEach(shim -> {
            shim.descendants().forEach(ProcessHandle::destroyForcibly);
            shim.destroyForcibly();
        });
        forgetContainerd();
    }

    /// Its containerd dies with it. Where no init collects the dead, the engine would take the dead one for alive at its next start, so what
    /// names it is taken away.
    private void forgetContainerd() {
        var names = folder.resolve("exec/containerd/containerd.pid");
        try {
            var containerd = Path.of("/proc", Files.readString(names).strip(), "stat");
            Eventually.holds("the engine's containerd is dead", PATIENCE, () -> dead(containerd));
            Files.delete(names);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private boolean ours(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).contains(folder.resolve("exec").toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean dead(Path stat) {
        try {
            return Files.readString(stat).contains(") Z ");
        } catch (IOException gone) {
            return true;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException none) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            start();
        }
        containers.clearAll();
        containers.close();
        process.destroy();
        process.onExit().join();
        for (var point : mounts()) {
            new ProcessBuilder("umount", "-l", point).start().onExit().join();
        }
    }

    /// What the engine left mounted would keep the folder from being removed.
    private List<String> mounts() throws IOException {
        try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" ")[1]).filter(point -> point.startsWith(folder.toString())).sorted(Comparator.reverseOrder()).toList();
        }
    }
}

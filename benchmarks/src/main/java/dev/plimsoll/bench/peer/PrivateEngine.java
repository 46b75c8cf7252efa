package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A Docker Engine beside the machine's own, which nobody else sees: it may become a Swarm and be thrown away. It has no bridge.
public final class PrivateEngine {
    /// An engine without a bridge takes away `docker0` of the network namespace it starts in, which is the machine's engine's: it gets one of its own.
    private static final String IN_ITS_OWN_NETWORK = "ip link set lo up 2>/dev/null || busybox ip link set lo up; exec \"$@\"";

    private final String address;

    private PrivateEngine(String address) {
        this.address = address;
    }

    public static PrivateEngine start(Site site) {
        var folder = site.made("engine");
        var address = "unix://" + folder.resolve("sock");
        var process = Command.of("unshare", "--net", "--", "sh", "-c", IN_ITS_OWN_NETWORK, "sh", "dockerd", "-H", address,
            "--data-root", folder.resolve("data").toString(), "--exec-root", folder.resolve("exec").toString(), "--pidfile", folder.resolve("pid").toString(), "--bridge=none", "--iptables=false", "--ip6tables=false", "--swarm-default-advertise-addr=127.0.0.1")
            .given("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin").start(site.folder().resolve("engine.log"));
        site.cleanup().later(() -> {
            process.destroy();
            process.waitFor();
            unmount(folder);
        });
        var engine = new PrivateEngine(address);
        Waiting.until("the private engine answers", Duration.ofSeconds(60), Duration.ofMillis(200), () -> engine.docker().with("version").run().exitCode() == 0);
        return engine;
    }

    /// The client, talking to this engine.
    public Command docker() {
        return Command.of("docker", "-H", address);
    }

    public String address() {
        return address;
    }

    /// What the engine left mounted in its folder would keep the folder from being removed.
    private static void unmount(Path folder) throws java.io.IOException {
        try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            mounts.map(line -> line.split(" ")[1]).filter(point -> point.startsWith(folder.toString())).sorted(java.util.Comparator.reverseOrder())
                .forEach(point -> Command.of("umount", "-l", point).run());
        }
    }
}

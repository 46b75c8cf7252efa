package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Machines on this one: privileged containers with engines of their own, on a network of their own. The engine they run on is never itself part of a swarm.
final class Lab implements AutoCloseable {
    private static final List<String> CAPABILITIES = List.of("CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE",
        "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
        "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ");
    private static final Duration TO_BOOT = Duration.ofSeconds(60);

    private final Wire outer = new Wire(DockerAddress.of("unix:///var/run/docker.sock"));
    private final String name;
    private final String subnet;
    private final String network;
    private final List<Machine> machines = new ArrayList<>();
    private final String busybox;

    /// @param machines how many, numbered from 1
    Lab(int machines) {
        var random = new byte[4];
        ThreadLocalRandom.current().nextBytes(random);
        name = "plimsoll-test-lab-" + HexFormat.of().formatHex(random);
        busybox = BusyboxImage.on(outer);
        var image = NodeImage.on(outer);
        // Of its own choice, because addresses stay theirs over a power cut only where they were asked for.
        subnet = "10." + (200 + (random[0] & 0x1f)) + "." + (random[1] & 0xff) + ".";
        network = outer.ask(Call.post("make " + name, Route.to("/networks/create")).json(Map.of("Name", name, "IPAM", Map.of("Config", List.of(Map.of("Subnet", subnet + "0/24"))))))
            .json().path("Id").asText();
        try {
            for (int number = 1; number <= machines; number++) {
                this.machines.add(start(image, name + "-" + number, subnet + (10 + number)));
            }
            this.machines.forEach(this::boot);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// @param container id on the outer engine
    record Machine(String name, String container, String address, Wire wire) {
        DockerAddress engine() {
            return wire.address();
        }
    }

    Machine machine(int number) {
        return machines.get(number - 1);
    }

    /// Address at which the machines reach this one.
    String gateway() {
        return subnet + "1";
    }

    /// Id of the busybox image, which every machine has.
    String busybox() {
        return busybox;
    }

    /// As by pulling the plug.
    void powerOff(Machine machine) {
        outer.ask(Call.post("power off " + machine.name(), Route.to("/containers/{}/kill", machine.container())));
    }

    void powerOn(Machine machine) {
        outer.ask(Call.post("power on " + machine.name(), Route.to("/containers/{}/start", machine.container())));
        await(machine);
    }

    @Override
    public void close() {
        machines.forEach(m -> {
            outer.call(Call.delete("remove " + m.name(), Route.to("/containers/{}", m.container()).with("force", 1).with("v", 1)));
            m.wire().close();
        });
        outer.call(Call.delete("remove " + name, Route.to("/networks/{}", network)));
        outer.close();
    }

    private Machine start(String image, String machine, String address) {
        var host = Map.of("CapAdd", capabilities(), "SecurityOpt", List.of("seccomp=unconfined", "apparmor=unconfined"), "MaskedPaths", List.of(), "ReadonlyPaths", List.of(),
            "DeviceCgroupRules", List.of("a *:* rwm"), "Tmpfs", Map.of("/run", "", "/tmp", ""), "NetworkMode", name);
        var endpoint = Map.of("EndpointsConfig", Map.of(name, Map.of("IPAMConfig", Map.of("IPv4Address", address))));
        // A registry of the test answers on the network's own address, without TLS.
        var document = Map.of("Image", image, "Cmd", List.of("--insecure-registry", "10.0.0.0/8"), "Hostname", machine, "Volumes", Map.of("/var/lib/docker", Map.of()), "HostConfig", host, "NetworkingConfig", endpoint);
        var id = outer.ask(Call.post("make " + machine, Route.to("/containers/create").with("name", machine)).json(document)).json().path("Id").asText();
        outer.ask(Call.post("start " + machine, Route.to("/containers/{}/start", id)));
        return new Machine(machine, id, address, new Wire(DockerAddress.of("tcp://" + address + ":2375")));
    }

    private void boot(Machine machine) {
        await(machine);
        outer.read(Call.get("read " + BusyboxImage.TAG, Route.to("/images/{}/get", BusyboxImage.TAG)), incoming -> machine.wire().ask(
            Call.post("give " + BusyboxImage.TAG + " to " + machine.name(), Route.to("/images/load")).body(new Call.Body.Once("application/x-tar", new Borrowed(incoming.body())))));
    }

    private static void await(Machine machine) {
        long end = System.nanoTime() + TO_BOOT.toNanos();
        while (true) {
            try {
                machine.wire().ask(Call.get("ping " + machine.name(), Route.to("/_ping")).within(Duration.ofSeconds(5)));
                return;
            } catch (EngineFailure notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    /// Those that this machine may give away.
    private static List<String> capabilities() {
        try {
            var line = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("CapBnd:")).findFirst().orElseThrow();
            long bounding = Long.parseUnsignedLong(line.substring("CapBnd:".length()).strip(), 16);
            var capabilities = new ArrayList<String>();
            for (int bit = 0; bit < CAPABILITIES.size(); bit++) {
                Optional.of(CAPABILITIES.get(bit)).filter(oneOf(bounding, bit)).ifPresent(capabilities::add);
            }
            return capabilities;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static java.util.function.Predicate<String> oneOf(long set, int bit) {
        return _ -> (set >> bit & 1) == 1;
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(wanted);
        }
    }
}

package dev.plimsoll.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A machine for tests: a container that has the programs of this machine (a Debian with docker.io, cloud-init, curl, openssl, nftables), files of its
/// own, no init system, and boots by what cloud-init makes of its user data. What is set up besides is what a container needs to run an engine.
final class MachineBox implements AutoCloseable {
    private static final String PREFIX = "plimsoll-test-boot-";
    private static final List<String> CAPABILITIES = List.of("CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE",
        "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
        "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ");

    private static final String BOOT = """
        #!/bin/sh
        mount -o remount,rw /sys
        for group in /sys/fs/cgroup/*; do mount -o remount,bind,rw "$group" 2>/dev/null; done
        cloud-init init
        cloud-init modules --mode=config
        cloud-init modules --mode=final
        exec sleep infinity
        """;
    private static final String CLOUD_CONFIG = """
        datasource_list: [NoCloud]
        network: {config: disabled}
        system_info: {distro: debian}
        cloud_init_modules: [write-files, set_hostname, users-groups]
        cloud_config_modules: [runcmd]
        cloud_final_modules: [scripts-per-boot, scripts-user]
        """;

    private final String name;
    private final String image;
    private final String network;
    private final Path folder;
    private boolean running;

    /// @param folder for what the container is made from
    MachineBox(Path folder) {
        this.folder = folder;
        this.name = PREFIX + ProcessHandle.current().pid() + "-" + Integer.toHexString(System.identityHashCode(this));
        this.image = name + ":1";
        this.network = name;
        docker("network", "create", network);
    }

    /// Address of the machine that the test runs on, as the box sees it.
    String outside() {
        return docker("network", "inspect", network, "--format", "{{(index .IPAM.Config 0).Gateway}}").strip();
    }

    String address() {
        return docker("inspect", name, "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}").strip();
    }

    void boot(String userData) {
        try {
            makeImage();
            var seed = Files.createDirectories(folder.resolve("seed"));
            Files.writeString(seed.resolve("user-data"), userData);
            Files.writeString(seed.resolve("meta-data"), "instance-id: " + name + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var command = new ArrayList<>(List.of("run", "-d", "--name", name, "--network", network));
        bounding().forEach(capability -> command.addAll(List.of("--cap-add", capability)));
        command.addAll(List.of("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined", "--security-opt", "systempaths=unconfined",
            "--device-cgroup-rule", "a *:* rwm", "--tmpfs", "/run", "--tmpfs", "/tmp", "-v", "/var/lib/docker", "-v", "/usr:/usr:ro", "-v", "/etc/alternatives:/etc/alternatives:ro",
            "-v", "/etc/ssl:/etc/ssl:ro", "-v", folder.resolve("seed") + ":/var/lib/cloud/seed/nocloud:ro", image, "/boot.sh"));
        docker(command.toArray(String[]::new));
        running = true;
    }

    /// As when the power was cut and came back.
    void powerCycle() {
        docker("kill", name);
        docker("start", name);
    }

    /// Output of a command in the box.
    String said(String script) {
        return docker("exec", name, "sh", "-c", script);
    }

    /// For a failed test.
    String logs() {
        return running ? docker("exec", name, "sh", "-c", "tail -n 60 /var/log/plimsoll-*.log; grep -iE 'warn|error' /var/log/cloud-init.log | tail -n 20") : "";
    }

    @Override
    public void close() {
        attempt("rm", "-f", "-v", name);
        attempt("network", "rm", network);
        attempt("rmi", image);
    }

    private void makeImage() throws IOException {
        var root = Files.createDirectories(folder.resolve("root"));
        for (var directory : List.of("etc/cloud", "proc", "sys", "dev", "run", "tmp", "var/log", "var/lib", "root", "opt", "home", "usr")) {
            Files.createDirectories(root.resolve(directory));
        }
        for (var link : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(link), Path.of("usr", link));
        }
        // As on a Debian: what a power cut leaves there, such as the engine's process id, is gone at the next boot.
        Files.createSymbolicLink(root.resolve("var/run"), Path.of("../run"));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/usr/sbin/nologin\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nsudo:x:27:\nusers:x:100:\nnogroup:x:65534:\n");
        Files.writeString(root.resolve("etc/shadow"), "root:*:1::::::\n");
        Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=12\n");
        Files.writeString(root.resolve("etc/cloud/cloud.cfg"), CLOUD_CONFIG);
        Files.setPosixFilePermissions(Files.writeString(root.resolve("boot.sh"), BOOT), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        run(List.of("sh", "-c", "tar -C \"$1\" -c . | docker import - \"$2\"", "sh", root.toString(), image));
    }

    /// What this machine may give: `--privileged` asks for more where it may give less than everything.
    private static List<String> bounding() {
        try {
            var line = Pattern.compile("CapBnd:\\s*(\\w+)").matcher(Files.readString(Path.of("/proc/self/status")));
            long bits = line.find() ? Long.parseUnsignedLong(line.group(1), 16) : 0;
            return java.util.stream.IntStream.range(0, CAPABILITIES.size()).filter(i -> (bits >> i & 1) == 1).mapToObj(CAPABILITIES::get).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static void attempt(String... arguments) {
        try {
            docker(arguments);
        } catch (AssertionError notThere) {
            // It was never made.
        }
    }

    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + text);
            }
            return text;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

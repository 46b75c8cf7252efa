package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the base of the node image out of Debian's packages, on this host: for engines that no registry answers. Needs root, because only root may make another root.
final class Debootstrap {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final List<String> LEFT_OUT = List.of("./dev/*", "./proc/*", "./sys/*", "./var/cache/apt/archives/*.deb", "./var/cache/apt/*.bin", "./var/lib/apt/lists/*",
        "./usr/share/doc/*", "./usr/share/man/*", "./usr/share/locale/*", "./usr/share/info/*", "./var/log/*");

    private final Wire wire;
    private final String tag;

    Debootstrap(Wire wire, String tag) {
        this.wire = wire;
        this.tag = tag;
    }

    /// What keeps it from working here, with what to do about it.
    Optional<String> missing() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("it takes root to make it from Debian's packages: run the control plane as root once, or load an image called " + tag);
        }
        boolean installed = List.of("/usr/sbin/debootstrap", "/sbin/debootstrap", "/usr/bin/debootstrap").stream().map(Path::of).anyMatch(Files::isExecutable);
        return installed ? Optional.empty() : Optional.of("it takes debootstrap to make it from Debian's packages: install it (apt-get install debootstrap)");
    }

    /// @throws EngineFailure when it failed, with the last words
    void make(Consumer<String> progress) {
        try {
            var root = Files.createTempDirectory("plimsoll-node-");
            try {
                // Only the least of a Debian: debootstrap does not understand every dependency, and apt does.
                run(List.of("debootstrap", "--variant=minbase", "--include=ca-certificates", NodeRecipe.RELEASE, root.toString()), progress);
                install(root, progress);
                importing(root, progress);
            } finally {
                // What may still be mounted there is not ours to delete.
                run(List.of("rm", "-rf", "--one-file-system", root.toString()), progress);
            }
        } catch (IOException broken) {
            throw new EngineFailure.Broken("cannot make " + tag + ": " + broken.getMessage(), broken);
        }
    }

    /// Packages start their services when they are installed, and here that would be on the host.
    private static void install(Path root, Consumer<String> progress) throws IOException {
        var policy = root.resolve("usr/sbin/policy-rc.d");
        Files.writeString(policy, "#!/bin/sh\nexit 101\n");
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<>(List.of("chroot", root.toString(), "env", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "apt-get", "-y",
            "--no-install-recommends", "install"));
        command.addAll(NodeRecipe.packages());
        run(command, progress);
        Files.delete(policy);
        // The folder was made for its owner alone, and is the root of all machines.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void importing(Path root, Consumer<String> progress) throws IOException {
        progress.accept("giving it to the engine");
        var command = new ArrayList<>(List.of("tar", "-C", root.toString(), "--numeric-owner"));
        LEFT_OUT.forEach(path -> command.add("--exclude=" + path));
        command.addAll(List.of("-c", "."));
        var packing = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var tar = packing.getInputStream()) {
            var name = tag.split(":");
            var route = Route.to("/images/create").with("fromSrc", "-").with("repo", name[0]).with("tag", name[1]);
            wire.ask(Call.post("import " + tag, route).body(new Call.Body.Once(Archive.TYPE, tar)).within(LONGEST));
        } finally {
            packing.destroy();
        }
    }

    private static void run(List<String> command, Consumer<String> progress) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var last = new String[] {""};
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(line -> {
                last[0] = line;
                progress.accept(line);
            });
        }
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(command.getFirst() + " ended with exit code " + code + ": " + last[0]);
        }
    }
}

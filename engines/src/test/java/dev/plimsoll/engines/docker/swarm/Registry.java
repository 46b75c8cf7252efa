package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.ImageName;
import dev.plimsoll.engines.docker.words.RegistryHeader;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;

/// Debian's registry on this machine, which lets one user in, by one password at a time.
final class Registry implements AutoCloseable {
    static final String USER = "shop";
    /// As htpasswd(1) writes them, with the least work for bcrypt.
    private static final String FIRST = "shop:$2y$04$3oUmwiTbZ4JfXsfCNUcZVOghuDttg36/4ySXkjY5F5VG4rOCWzXBa\n";
    private static final String SECOND = "shop:$2y$04$3qvUifhHEJAp2pUdsAhiPeS7.JBZxslc3gq/M1YpjzRiAP6rSqw42\n";

    private final Path folder;
    private final Process program;
    private final String address;

    /// @param host address to listen on
    Registry(String host) {
        try (var free = new ServerSocket(0)) {
            folder = Files.createTempDirectory("plimsoll-test-registry");
            address = host + ":" + free.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        write(FIRST, Instant.EPOCH);
        program = start();
    }

    private Process start() {
        try {
            var configuration = Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s/data}}
                http: {addr: "%s", secret: test}
                auth: {htpasswd: {realm: test, path: %s/users}}
                """.formatted(folder, address, folder));
            return new ProcessBuilder("docker-registry", "serve", configuration.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        } catch (IOException missing) {
            throw new UncheckedIOException("install docker-registry", missing);
        }
    }

    Images.Login first() {
        return new Images.Login(USER, new SecretText("one"));
    }

    Images.Login second() {
        return new Images.Login(USER, new SecretText("two"));
    }

    /// From now on only the second password opens.
    void changePassword() {
        // It reads the file again when its time is another one.
        write(SECOND, Instant.EPOCH.plusSeconds(3600));
    }

    /// Gives it an image that an engine has, under a new name.
    ///
    /// @return the name
    String push(Wire engine, String image) {
        var name = new ImageName(address + "/shop/web:1");
        engine.ask(Call.post("tag " + image, Route.to("/images/{}/tag", image).with("repo", name.repository()).with("tag", "1")));
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            var said = new String(engine.read(Call.post("push " + name.text(), Route.to("/images/{}/push", name.repository()).with("tag", "1")).header("X-Registry-Auth", RegistryHeader.of(name, first())),
                incoming -> incoming.body().readAllBytes()), StandardCharsets.UTF_8);
            if (!said.contains("errorDetail")) {
                return name.text();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(said);
            }
            Lab.pause();
        }
    }

    private void write(String users, Instant time) {
        try {
            Files.setLastModifiedTime(Files.writeString(folder.resolve("users"), users), FileTime.from(time));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        program.destroyForcibly();
        try (var all = Files.walk(folder)) {
            program.waitFor();
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.plimsoll.cli.machines;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The file of known hosts for one session. Where a key is pinned, the file holds the key that has this fingerprint and no other; where none is, the first one that the machine shows is
/// kept in the state folder, and another one is refused from then on.
public final class HostKeys {
    private static final int SECONDS = 15;

    private HostKeys() {}

    /// @param file    known hosts
    /// @param options for `ssh`
    /// @param passing whether the file is to be removed afterwards
    public record Known(Path file, List<String> options, boolean passing) {}

    public static Known of(KnownMachine machine, Session session) throws IOException, InterruptedException {
        if (machine.hostKey().isEmpty()) {
            Files.createDirectories(session.state());
            var file = session.state().resolve("known_hosts");
            return new Known(file, options(file, "accept-new", machine.identity()), false);
        }
        var pinned = machine.hostKey().get();
        var line = matching(shown(machine), pinned);
        if (line.isEmpty()) {
            throw new Trouble(ExitCode.FAILED, "machine " + machine.name() + " (" + machine.address() + ":" + machine.port() + ") does not show the host key that is pinned, " + pinned,
                "it does not answer, was installed anew, or somebody answers in its place; plimsoll region test " + machine.place().region() + " says what it shows");
        }
        var file = Files.createTempFile("plimsoll-known", "");
        Files.writeString(file, machine.identity() + " " + line + "\n");
        return new Known(file, options(file, "yes", machine.identity()), true);
    }

    private static List<String> options(Path file, String checking, String alias) {
        return List.of("-o", "UserKnownHostsFile=" + file, "-o", "GlobalKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=" + checking, "-o", "HostKeyAlias=" + alias);
    }

    /// What `ssh-keyscan` hears: believed only where it has the right fingerprint.
    private static List<String> shown(KnownMachine machine) throws IOException, InterruptedException {
        var process = new ProcessBuilder("ssh-keyscan", "-T", "10", "-p", Integer.toString(machine.port()), "-t", "ed25519,rsa", machine.address())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readNBytes(64 << 10), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /// @return type and key, as known hosts hold them; empty when none matches
    static String matching(List<String> shown, String pinned) {
        for (var line : shown) {
            var words = line.split(" ");
            if (words.length == 3 && fingerprint(words[2]).equals(pinned.replaceAll("=$", ""))) {
                return words[1] + " " + words[2];
            }
        }
        return "";
    }

    private static String fingerprint(String key) {
        try {
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(key)));
        } catch (IllegalArgumentException noKey) {
            return "";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

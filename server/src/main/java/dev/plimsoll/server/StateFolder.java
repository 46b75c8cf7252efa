package dev.plimsoll.server;

import dev.plimsoll.store.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder a control plane lives in: `state.db` (the store), `contexts/`, `token`, `discovery.token`, `secret.key`, `proofs.port`, and while it runs `server.json`. Nobody but its
/// owner may read it.
record StateFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    /// Environment variable with the key in base64, for those who keep keys elsewhere than beside the state.
    static final String KEY_VARIABLE = "PLIMSOLL_SECRET_KEY";
    private static final String PROOFS_PORT = "proofs.port";
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]");

    static StateFolder open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new StateFolder(path.toRealPath());
    }

    /// Removes what a killed server left half made. For whoever has the folder to himself.
    void tidy() throws IOException {
        try (var leftovers = Files.newDirectoryStream(path, "*.part")) {
            for (var leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    Path contexts() {
        return path.resolve("contexts");
    }

    /// Where the ingress keeps its files.
    Path ingress() {
        return path.resolve("ingress");
    }

    /// The token that opens the API; made at the first start.
    String token() throws IOException {
        return keptText("token", StateFolder::freshToken);
    }

    /// The token that reads discovery and opens nothing else; made at the first start.
    String discoveryToken() throws IOException {
        return keptText("discovery.token", StateFolder::freshToken);
    }

    private static String freshToken() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// What seals secrets, with a key from the environment or made at the first start.
    FileVault vault() throws IOException {
        var given = Optional.ofNullable(System.getenv(KEY_VARIABLE)).filter(v -> !v.isBlank());
        var text = given.isPresent() ? given.get() : keptText("secret.key", () -> {
            var bytes = new byte[FileVault.KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
        var place = given.isPresent() ? "variable " + KEY_VARIABLE : path.resolve("secret.key").toString();
        try {
            return new FileVault(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(place + " holds no key (" + wrong.getMessage() + "); bring it back from where a copy is kept, because without it no secret can be opened");
        }
    }

    /// The port at which proofs of names were answered last; none when it is not known.
    OptionalInt proofsPort() throws IOException {
        var file = path.resolve(PROOFS_PORT);
        var text = Files.exists(file) ? Files.readString(file).strip() : "";
        return PORT.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    void keepProofsPort(int port) throws IOException {
        Files.move(part(PROOFS_PORT, port + "\n"), path.resolve(PROOFS_PORT), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Tells others how to reach the running server. Replaced whole, so that nobody reads half of it.
    void announce(String json) throws IOException {
        Files.move(part("server.json", json), path.resolve("server.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    void withdraw() throws IOException {
        Files.deleteIfExists(path.resolve("server.json"));
    }

    /// A text made once and kept for ever: whole and on the disk, or not there at all.
    private String keptText(String name, Supplier<String> fresh) throws IOException {
        var file = path.resolve(name);
        if (!Files.exists(file)) {
            var part = part(name, fresh.get() + "\n");
            try {
                // A link, because unlike a move it refuses when somebody was faster; then the text that is there counts.
                Files.createLink(file, part);
                sync(path, StandardOpenOption.READ);
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                LOG.debug("{} was made meanwhile", file);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        var text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty; restore it from a backup, or remove it to have a new one made");
        }
        return text;
    }

    private Path part(String name, String text) throws IOException {
        var part = path.resolve(name + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, text);
            sync(part, StandardOpenOption.WRITE);
            return part;
        } catch (IOException failed) {
            StoreFailure.Full.in(path, "the control plane's files", failed).ifPresent(full -> {
                throw full;
            });
            throw failed;
        }
    }

    private static void sync(Path file, OpenOption how) throws IOException {
        try (var channel = FileChannel.open(file, how)) {
            channel.force(true);
        }
    }
}

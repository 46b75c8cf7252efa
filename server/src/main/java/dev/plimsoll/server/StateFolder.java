package dev.plimsoll.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The folder a control plane lives in: `state.db` (the store), `contexts/`, `token`, `secret.key`, and while it runs `server.json`. Nobody but its
/// owner may read it.
record StateFolder(Path path) {
    /// Environment variable with the key in base64, for those who keep keys elsewhere than beside the state.
    static final String KEY_VARIABLE = "PLIMSOLL_SECRET_KEY";

    static StateFolder open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new StateFolder(path.toRealPath());
    }

    Path contexts() {
        return path.resolve("contexts");
    }

    /// The token that opens the API; made at the first start.
    String token() throws IOException {
        return keptText("token", () -> {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /// The key secrets are sealed with; from the environment, or made at the first start.
    byte[] secretKey() throws IOException {
        var given = Optional.ofNullable(System.getenv(KEY_VARIABLE)).filter(v -> !v.isBlank());
        var text = given.isPresent() ? given.get() : keptText("secret.key", () -> {
            var bytes = new byte[FileVault.KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the secret key is not base64: " + (given.isPresent() ? "variable " + KEY_VARIABLE : path.resolve("secret.key")));
        }
    }

    /// Tells others how to reach the running server. Replaced whole, so that nobody reads half of it.
    void announce(String json) throws IOException {
        var part = path.resolve("server.json.part");
        Files.deleteIfExists(part);
        writePrivately(part, json);
        Files.move(part, path.resolve("server.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    void withdraw() throws IOException {
        Files.deleteIfExists(path.resolve("server.json"));
    }

    private String keptText(String name, java.util.function.Supplier<String> fresh) throws IOException {
        var file = path.resolve(name);
        if (!Files.exists(file)) {
            try {
                writePrivately(file, fresh.get() + "\n");
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                // The text that is there counts.
            }
        }
        var text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty; restore it from a backup, or remove it to have a new one made");
        }
        return text;
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}

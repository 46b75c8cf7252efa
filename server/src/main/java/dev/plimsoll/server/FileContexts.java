package dev.plimsoll.server;

import dev.plimsoll.api.plane.ContextStore;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Build contexts as files named by their digest. A file is there whole or not at all: it is written beside, checked, then renamed.
final class FileContexts implements ContextStore {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    FileContexts(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (var leftovers = Files.newDirectoryStream(folder, "*.part")) {
            for (var leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /// The same contexts as the controllers' port.
    Contexts port() {
        return sha256 -> {
            try {
                return has(sha256) ? Optional.of(open(sha256)) : Optional.empty();
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    @Override
    public boolean has(String sha256) {
        return Files.exists(file(sha256));
    }

    @Override
    public void put(String sha256, InputStream tar) throws IOException {
        var target = file(sha256);
        var part = Files.createTempFile(folder, sha256.substring(0, 12), ".part");
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var counted = new DigestInputStream(tar, digest)) {
                Files.copy(counted, part, StandardCopyOption.REPLACE_EXISTING);
            }
            var actual = HexFormat.of().formatHex(digest.digest());
            if (!actual.equals(sha256)) {
                throw new InvalidValue("the context's digest is " + actual + ", not " + sha256);
            }
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failed) {
            StoreFailure.Full.in(folder, "build contexts", failed).ifPresent(full -> {
                throw full;
            });
            throw failed;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(file(sha256));
    }

    private Path file(String sha256) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new InvalidValue("'" + sha256 + "' is no SHA-256 in hex");
        }
        return folder.resolve(sha256 + ".tar");
    }
}

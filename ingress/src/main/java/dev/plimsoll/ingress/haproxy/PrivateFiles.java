package dev.plimsoll.ingress.haproxy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Files that only their owner may read, replaced whole.
final class PrivateFiles {
    private PrivateFiles() {}

    static void folder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder)) {
                throw there;
            }
        }
    }

    /// Lets a worker that is nobody's owner pass through to what is its own; it still can list and read nothing.
    static void passable(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /// Writes those that are not as they should be, in their order.
    static void write(Path folder, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            if (!holds(folder.resolve(file.getKey()), file.getValue())) {
                var part = folder.resolve(file.getKey() + ".part");
                Files.deleteIfExists(part);
                Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(part, file.getValue(), StandardOpenOption.WRITE);
                Files.move(part, folder.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /// Whether all are there as given.
    static boolean hold(Path folder, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            if (!holds(folder.resolve(file.getKey()), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// Removes files of ours that are not among these.
    static void tidy(Path folder, Map<String, String> files) throws IOException {
        try (var all = Files.newDirectoryStream(folder, f -> Configuration.ours(f.getFileName().toString()) && !files.containsKey(f.getFileName().toString()))) {
            for (var leftover : all) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.exists(file) && Files.size(file) >= text.length() && Files.readString(file).equals(text);
    }
}

package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreFailure.Unusable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second control plane away from a state folder. The operating system gives the lock back when the process ends, however it ends; the
/// file stays, and its text (the process id) means nothing without the lock.
final class FolderLock implements AutoCloseable {
    /// POSIX locks are the process's, and closing any channel to the file loses them: so a second take in this process must not even open it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Makes the folder when it is missing.
    static FolderLock take(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var file = folder.toRealPath().resolve("plimsoll.lock");
            if (!HELD.add(file)) {
                throw held(folder, String.valueOf(ProcessHandle.current().pid()));
            }
            try {
                return new FolderLock(file, lock(folder, file));
            } catch (IOException | RuntimeException failure) {
                HELD.remove(file);
                throw failure;
            }
        } catch (IOException failure) {
            throw SqliteFailures.unusable(folder, "the state folder " + folder + " cannot be used: " + failure, failure);
        }
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw held(folder, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static Unusable held(Path folder, String process) {
        return new Unusable("the state folder " + folder + " is in use by process " + process + ": stop that control plane first, or use another folder", null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new Unusable("the lock " + file + " cannot be given back: " + failure, failure);
        } finally {
            HELD.remove(file);
        }
    }
}

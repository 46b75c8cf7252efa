package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// A build context: a folder as a tar stream whose bytes depend on names, contents and execute bits only, so that the same folder has the same digest
/// anywhere and at any time. Symbolic links are sent as links, never followed.
public final class TarContext {
    private static final long MAX_BYTES = 2L << 30;
    private final TreeMap<String, Path> entries;

    private TarContext(TreeMap<String, Path> entries) {
        this.entries = entries;
    }

    /// Lists what belongs to the context of a folder, by its `.dockerignore`.
    public static TarContext of(Path folder) throws IOException {
        var ignoreFile = folder.resolve(".dockerignore");
        var rules = Files.isRegularFile(ignoreFile) ? IgnoreRules.read(Files.readString(ignoreFile)) : IgnoreRules.NONE;
        var entries = new TreeMap<String, Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                var name = name(visited);
                if (name.isEmpty()) {
                    return FileVisitResult.CONTINUE;
                }
                if (rules.leavesOut(name)) {
                    return rules.mayTakeBackIn(name) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }
                entries.put(name + "/", visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
                var name = name(visited);
                // Sockets and pipes cannot be sent; a Dockerfile is needed even when the rules leave it out.
                if ((attributes.isRegularFile() || attributes.isSymbolicLink()) && (!rules.leavesOut(name) || isDockerfile(name))) {
                    entries.put(name, visited);
                }
                return FileVisitResult.CONTINUE;
            }

            private String name(Path visited) {
                return folder.relativize(visited).toString().replace('\\', '/');
            }
        });
        return new TarContext(entries);
    }

    /// How many files, folders and links there are.
    public int count() {
        return entries.size();
    }

    /// Reads everything once to know the size and the digest that the stream will have.
    public Digest digest() throws IOException {
        try (var counting = new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            var length = writeTo(counting);
            return new Digest(HexFormat.of().formatHex(counting.getMessageDigest().digest()), length);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Writes the stream and answers its length in bytes.
    public long writeTo(OutputStream out) throws IOException {
        var tar = new TarStream(out);
        for (var entry : entries.entrySet()) {
            var file = entry.getValue();
            var name = entry.getKey();
            if (name.endsWith("/")) {
                tar.folder(name);
            } else if (Files.isSymbolicLink(file)) {
                tar.link(name, Files.readSymbolicLink(file).toString());
            } else {
                try (var in = Files.newInputStream(file)) {
                    tar.file(name, Files.isExecutable(file), Files.size(file), in);
                }
            }
            if (tar.written() > MAX_BYTES) {
                throw Trouble.failed("the build context is larger than " + (MAX_BYTES >> 30) + " GB",
                    "leave out what the build does not need, in .dockerignore");
            }
        }
        return tar.end();
    }

    private static boolean isDockerfile(String name) {
        return name.equals(".dockerignore") || name.startsWith("Dockerfile") && name.indexOf('/') < 0;
    }

    /// @param sha256 in hex
    /// @param length bytes
    public record Digest(String sha256, long length) {}
}

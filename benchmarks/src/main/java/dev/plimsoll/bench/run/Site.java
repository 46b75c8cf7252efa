package dev.plimsoll.bench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where a benchmark works.
///
/// @param root     source tree with the launcher
/// @param folder   empty folder on a real disk for everything the benchmark writes; removed afterwards
/// @param rounds   rounds asked for; 0: as many as the benchmark finds right
/// @param cleanup  undoes what it made
/// @param progress tells people what is going on
public record Site(Path root, Path folder, int rounds, Cleanup cleanup, PrintStream progress) {

    /// A fresh folder for one benchmark. Not below the folder for temporary files, which is memory on some machines.
    public static Site open(Path root, int rounds, Cleanup cleanup, PrintStream progress) {
        try {
            var folder = Files.createTempDirectory(Path.of("/var/tmp"), "plimsoll-bench-");
            cleanup.later(() -> removeTree(folder));
            return new Site(root, folder, rounds, cleanup, progress);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int roundsOr(int usual) {
        return rounds > 0 ? rounds : usual;
    }

    public void say(String sentence) {
        progress.println("  " + sentence);
    }

    public Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A port of the loopback interface that was free a moment ago.
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void removeTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

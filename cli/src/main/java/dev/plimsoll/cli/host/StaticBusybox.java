package dev.plimsoll.cli.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds a busybox that needs no libraries, to make an image from: this machine's own, or the one in Debian's package, which is fetched and
/// unpacked but not installed.
public final class StaticBusybox {
    private static final String PACKAGE = "busybox-static";
    private static final int INTERPRETER = 3;

    private StaticBusybox() {}

    /// @param scratch folder for what has to be fetched
    public static Optional<Path> find(Path scratch, Map<String, String> environment) throws IOException, InterruptedException {
        var own = Path.of("/bin/busybox");
        if (Files.isExecutable(own) && linkedStatically(own)) {
            return Optional.of(own);
        }
        if (Programs.find("apt-get", environment).isEmpty()) {
            return Optional.empty();
        }
        var log = scratch.resolve("fetch.log");
        var fetch = "cd '" + scratch + "' && apt-get download " + PACKAGE + " && dpkg-deb -x " + PACKAGE + "_*.deb .";
        if (Programs.run(log, Map.of(), "sh", "-c", fetch) != 0) {
            Programs.run(log, Map.of(), "apt-get", "update");
            Programs.run(log, Map.of(), "sh", "-c", fetch);
        }
        return java.util.stream.Stream.of("bin/busybox", "usr/bin/busybox").map(scratch::resolve).filter(Files::isExecutable).findFirst();
    }

    /// Lays out a file system with nothing but busybox and a link for each program it can be. Needs nothing to run in it while an image is built.
    public static void installInto(Path root, Path busybox) throws IOException {
        for (var folder : List.of("bin", "etc", "root", "tmp")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.copy(busybox, root.resolve("bin/busybox"), StandardCopyOption.COPY_ATTRIBUTES);
        var list = new ProcessBuilder(busybox.toString(), "--list").start();
        var names = new String(list.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines().filter(n -> !n.equals("busybox")).toList();
        for (var name : names) {
            Files.createSymbolicLink(root.resolve("bin").resolve(name), Path.of("busybox"));
        }
    }

    /// Whether a program names no interpreter (program header of type PT_INTERP, ELF specification 1.2): then it runs in an empty image.
    static boolean linkedStatically(Path program) throws IOException {
        try (var channel = Files.newByteChannel(program)) {
            var start = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(start);
            start.flip();
            if (start.limit() < 64 || start.getInt(0) != 0x464c457f || start.get(4) != 2 || start.get(5) != 1) {
                return false;
            }
            int first = (int) start.getLong(32);
            int size = start.getShort(54);
            for (int i = 0; i < start.getShort(56) && first + i * size + 4 <= start.limit(); i++) {
                if (start.getInt(first + i * size) == INTERPRETER) {
                    return false;
                }
            }
            return true;
        }
    }
}

package dev.plimsoll.ingress.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/// One of HAProxy's sockets for commands (its management guide, section 9.3): a connection each, one line there, an answer back.
final class CommandSocket {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 32 << 20;
    /// What the system allows in an address, with some air.
    private static final int LONGEST_PATH = 100;

    private final Path folder;
    private final String name;

    CommandSocket(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /// Answers what HAProxy answered, without white space around it.
    ///
    /// @throws IOException when nobody answers, or not in time
    String send(String command) throws IOException {
        var answer = new ByteArrayOutputStream();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(address())); var selector = Selector.open()) {
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            // The master keeps the connection otherwise, waiting for more.
            channel.shutdownOutput();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var buffer = ByteBuffer.allocate(64 << 10);
            while (true) {
                int read = channel.read(buffer.clear());
                if (read < 0) {
                    return answer.toString(StandardCharsets.UTF_8).strip();
                }
                answer.write(buffer.array(), 0, read);
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || answer.size() > LONGEST_ANSWER) {
                    throw new IOException("HAProxy did not answer '" + command.split(" ", 2)[0] + "' in " + PATIENCE.toSeconds() + " s");
                }
                if (read == 0) {
                    selector.select(left);
                    selector.selectedKeys().clear();
                    if (Thread.currentThread().isInterrupted()) {
                        throw new IOException("gave up waiting for HAProxy");
                    }
                }
            }
        }
    }

    /// A path too long for an address is reached by a short link.
    private Path address() throws IOException {
        var direct = folder.resolve(name);
        if (direct.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            return direct;
        }
        var link = Path.of(System.getProperty("java.io.tmpdir"), "plimsoll-" + HexFormat.of().toHexDigits(folder.toString().hashCode()) + "-" + ProcessHandle.current().pid());
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, folder);
            link.toFile().deleteOnExit();
        }
        return link.resolve(name);
    }
}

package dev.plimsoll.engines.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a test and the engine's socket and can cut the connections through it, as a restart of the engine would.
public final class Relay implements AutoCloseable {
    private static final UnixDomainSocketAddress ENGINE = UnixDomainSocketAddress.of("/var/run/docker.sock");

    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final String address;

    private Relay(ServerSocketChannel server, String address) {
        this.server = server;
        this.address = address;
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    public static Relay onSocket() {
        try {
            var path = Files.createTempDirectory("plimsoll-relay").resolve("docker.sock");
            return new Relay(listening(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path)), "unix://" + path);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static Relay onPort() {
        try {
            var server = listening(StandardProtocolFamily.INET, new InetSocketAddress("127.0.0.1", 0));
            return new Relay(server, "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public String address() {
        return address;
    }

    /// Closes every open connection; new ones work.
    public void cut() {
        open.forEach(Relay::quietly);
    }

    @Override
    public void close() {
        quietly(server);
        cut();
        if (address.startsWith("unix://")) {
            var path = Path.of(address.substring("unix://".length()));
            quietly(() -> Files.deleteIfExists(path));
            quietly(() -> Files.deleteIfExists(path.getParent()));
        }
    }

    private static ServerSocketChannel listening(StandardProtocolFamily family, SocketAddress on) throws IOException {
        var server = ServerSocketChannel.open(family);
        server.bind(on);
        return server;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var engine = SocketChannel.open(ENGINE);
                open.add(client);
                open.add(engine);
                Thread.ofVirtual().start(() -> pump(client, engine));
                Thread.ofVirtual().start(() -> pump(engine, client));
            }
        } catch (IOException closed) {
            close();
        }
    }

    /// Passes on the end of one direction without ending the other.
    private void pump(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(64 << 10);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
            to.shutdownOutput();
        } catch (IOException cut) {
            quietly(from);
            quietly(to);
        } finally {
            open.remove(from);
        }
    }

    private static void quietly(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception ignored) {
            // It is only a test's connection.
        }
    }
}

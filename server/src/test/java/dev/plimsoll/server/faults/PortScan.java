package dev.plimsoll.server.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/// Which TCP ports of a machine answer, asked from where this program runs. Only for machines of networks that a test has made itself.
final class PortScan {
    private static final int AT_ONCE = 6_000;
    /// Long enough for a machine beside this one, however busy.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private PortScan() {}

    static Set<Integer> open(String address, int first, int last) throws IOException {
        var open = new TreeSet<Integer>();
        for (int from = first; from <= last; from += AT_ONCE) {
            batch(address, from, Math.min(last, from + AT_ONCE - 1), open);
        }
        return open;
    }

    private static void batch(String address, int first, int last, Set<Integer> open) throws IOException {
        try (var selector = Selector.open()) {
            for (int port = first; port <= last; port++) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_CONNECT, port);
                channel.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (selector.keys().stream().anyMatch(SelectionKey::isValid) && System.nanoTime() < end) {
                selector.select(100);
                for (var key : selector.selectedKeys()) {
                    try (var channel = (SocketChannel) key.channel()) {
                        if (channel.finishConnect()) {
                            open.add((Integer) key.attachment());
                        }
                    } catch (IOException closed) {
                        key.cancel();
                    }
                }
                selector.selectedKeys().clear();
            }
            for (var key : selector.keys()) {
                key.channel().close();
            }
        }
    }
}

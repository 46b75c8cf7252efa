package dev.plimsoll.server.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Requests over lasting connections, as a balancer makes them: each lane keeps one connection, and opens another one, to whichever machine takes it, when the server says that it closes. A
/// connection that is refused is no request; a request on a lasting connection that ended before a single byte of the answer is asked once more (RFC 9110, 9.2.2), and counted.
final class KeepAliveLoad implements AutoCloseable {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: web\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TO_CONNECT = 500;
    private static final int TO_ANSWER = 10_000;
    private static final Duration TO_FIND = Duration.ofSeconds(10);

    private final Supplier<List<InetSocketAddress>> targets;
    private final List<Thread> lanes = new ArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger again = new AtomicInteger();
    private volatile boolean closed;

    /// @param targets where the service may be reached now
    KeepAliveLoad(Supplier<List<InetSocketAddress>> targets, int lanes, Duration pause) {
        this.targets = targets;
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(Thread.ofVirtual().start(() -> lane(pause)));
        }
    }

    /// Counts from now on.
    void begin() {
        List.of(asked, failed, again).forEach(count -> count.set(0));
    }

    @Override
    public void close() {
        closed = true;
        for (var lane : lanes) {
            try {
                lane.join();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return asked + " requests, " + failed + " failed, " + again + " asked once more on another connection";
    }

    private void lane(Duration pause) {
        Socket connection = null;
        long due = System.nanoTime();
        while (!closed) {
            asked.incrementAndGet();
            boolean lasting = connection != null;
            connection = connection == null ? connected() : connection;
            var answer = ask(connection);
            if (answer == Answer.NOTHING && lasting) {
                again.incrementAndGet();
                quietly(connection);
                connection = connected();
                answer = ask(connection);
            }
            if (answer != Answer.STAYS && answer != Answer.CLOSES) {
                failed.incrementAndGet();
            }
            if (answer != Answer.STAYS) {
                quietly(connection);
                connection = null;
            }
            due += pause.toNanos();
            java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
        }
        quietly(connection);
    }

    private enum Answer { STAYS, CLOSES, NOTHING, BROKEN }

    /// The first target that takes a connection; none when none did for a while.
    private Socket connected() {
        long end = System.nanoTime() + TO_FIND.toNanos();
        while (System.nanoTime() < end) {
            var some = new ArrayList<>(targets.get());
            java.util.Collections.shuffle(some);
            for (var target : some) {
                try {
                    var socket = new Socket();
                    socket.connect(target, TO_CONNECT);
                    socket.setSoTimeout(TO_ANSWER);
                    return socket;
                } catch (IOException refused) {
                    // The next one.
                    continue;
                }
            }
        }
        return null;
    }

    private static Answer ask(Socket connection) {
        if (connection == null) {
            return Answer.BROKEN;
        }
        boolean any = false;
        try {
            connection.getOutputStream().write(REQUEST);
            var in = connection.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return any ? Answer.BROKEN : Answer.NOTHING;
                }
                any = true;
                head.append((char) next);
            }
            return body(in, head.toString());
        } catch (IOException broken) {
            return any ? Answer.BROKEN : Answer.NOTHING;
        }
    }

    private static Answer body(InputStream in, String head) throws IOException {
        return !head.startsWith("HTTP/1.1 200") || in.readNBytes(3).length < 3 ? Answer.BROKEN : head.contains("Connection: close") ? Answer.CLOSES : Answer.STAYS;
    }

    private static void quietly(Socket connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException done) {
            // It is of no use any more.
            return;
        }
    }
}

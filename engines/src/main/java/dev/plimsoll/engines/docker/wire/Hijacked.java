package dev.plimsoll.engines.docker.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection the engine turned over to a process: what is written is its input, what is read its output. The transport has
/// something like it, but cannot end the input without ending the output (a half-closed connection), and a program such as
/// `psql < dump.sql` would wait for ever.
public final class Hijacked implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int LONGEST_HEADER = 64 << 10;

    private final InputStream in;
    private final OutputStream out;
    private final EndOfInput endOfInput;
    private final AutoCloseable connection;

    private Hijacked(InputStream in, OutputStream out, EndOfInput endOfInput, AutoCloseable connection) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.endOfInput = endOfInput;
        this.connection = connection;
    }

    /// Sends the call, whose body must be whole, and talks once the engine has turned the connection over. Blocks until the talk
    /// ends; interrupting the caller ends it.
    public static void converse(Wire wire, Call call, Talk talk) {
        Patience.within(Call.ENDLESS, call.doing(), () -> {
            try (var hijacked = connect(wire.address())) {
                hijacked.upgrade(wire, call);
                talk.with(hijacked);
                return true;
            } catch (IOException broken) {
                throw DockerErrors.unreachable(call.doing(), wire.address(), broken);
            }
        });
    }

    public InputStream output() {
        return in;
    }

    public OutputStream input() {
        return out;
    }

    /// The process sees the end of its input; its output goes on.
    public void endInput() throws IOException {
        endOfInput.send();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (Exception ignored) {
            // It is gone either way.
        }
    }

    private static Hijacked connect(DockerAddress address) throws IOException {
        if (address.socket()) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(address.host().getPath()));
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
            return new Hijacked(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel::shutdownOutput, channel);
        }
        var host = address.host();
        var plain = new Socket();
        plain.connect(new InetSocketAddress(host.getHost(), host.getPort()), (int) TO_CONNECT.toMillis());
        plain.setTcpNoDelay(true);
        plain.setKeepAlive(true);
        var socket = address.tls().isEmpty() ? plain : verified(address, plain);
        return new Hijacked(socket.getInputStream(), socket.getOutputStream(), socket::shutdownOutput, socket);
    }

    private static Socket verified(DockerAddress address, Socket plain) throws IOException {
        var tls = address.tls().orElseThrow();
        var factory = tls.context().getSocketFactory();
        var socket = (javax.net.ssl.SSLSocket) factory.createSocket(plain, address.host().getHost(), address.host().getPort(), true);
        var parameters = socket.getSSLParameters();
        if (tls.named()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void upgrade(Wire wire, Call call) throws IOException {
        var body = switch (call.body().orElseThrow()) {
            case Call.Body.Whole whole -> whole;
            case Call.Body.Once _ -> throw new IllegalArgumentException("a hijacking call has a whole body");
        };
        var header = call.method() + " /v" + wire.api() + call.route().text() + " HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
            + "Content-Type: " + body.type() + "\r\nContent-Length: " + body.bytes().length + "\r\n\r\n";
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(body.bytes());
        out.flush();
        int status = status(line());
        int length = -1;
        for (var line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        if (status >= 400) {
            throw DockerErrors.of(call.doing(), new Reply(status, length > 0 && length < LONGEST_HEADER ? in.readNBytes(length) : new byte[0]));
        }
    }

    private static int status(String line) throws IOException {
        var words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("'" + line + "' is no answer of an engine");
        }
        return Integer.parseInt(words[1]);
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || text.length() > LONGEST_HEADER) {
                throw new IOException("the engine closed the connection");
            }
            text.append((char) c);
        }
        return text.toString().stripTrailing();
    }

    /// What is done with the connection.
    @FunctionalInterface
    public interface Talk {
        void with(Hijacked process) throws IOException;
    }

    /// How this kind of connection ends one direction.
    @FunctionalInterface
    private interface EndOfInput {
        void send() throws IOException;
    }
}

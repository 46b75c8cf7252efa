package dev.plimsoll.cli.host;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Asks a Docker Engine who it is, without a client library: one request on its socket is all that `doctor` needs.
///
/// @param address as in DOCKER_HOST, such as unix:///var/run/docker.sock
public record DockerProbe(String address) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The engine that DOCKER_HOST names, or this machine's.
    public static DockerProbe of(Map<String, String> environment) {
        var named = environment.getOrDefault("DOCKER_HOST", "");
        return new DockerProbe(named.isEmpty() ? "unix:///var/run/docker.sock" : named);
    }

    /// @return its `/version` document
    /// @throws IOException when it does not answer, with a sentence that says why
    public Json version() throws IOException {
        return ask("/version");
    }

    /// Whether the engine is this machine's own, so that it makes sense to install or start it.
    public boolean local() {
        return address.startsWith("unix://");
    }

    Json ask(String path) throws IOException {
        var uri = URI.create(address);
        return switch (uri.getScheme() == null ? "" : uri.getScheme()) {
            case "unix" -> overSocket(Path.of(uri.getPath()), path);
            case "tcp", "http" -> overNetwork(URI.create("http://" + uri.getAuthority() + path));
            default -> throw new IOException("cannot be asked from here: " + address);
        };
    }

    private static Json overNetwork(URI uri) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try (var in = connection.getInputStream()) {
            return JsonText.read(in);
        }
    }

    private static Json overSocket(Path socket, String path) throws IOException {
        if (!Files.exists(socket)) {
            throw new IOException("there is no socket " + socket);
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var guard = Thread.ofVirtual().start(() -> closeLater(channel));
            channel.connect(UnixDomainSocketAddress.of(socket));
            // Version 1.0: the answer is not chunked and ends with the connection.
            channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            var answer = new String(Channels.newInputStream(channel).readNBytes(1 << 20), StandardCharsets.UTF_8);
            guard.interrupt();
            var body = answer.indexOf("\r\n\r\n");
            if (body < 0 || !answer.startsWith("200", answer.indexOf(' ') + 1)) {
                throw new IOException("it answered: " + answer.lines().findFirst().orElse("nothing"));
            }
            return JsonText.read(answer.substring(body + 4));
        } catch (java.nio.channels.AsynchronousCloseException late) {
            throw new IOException("it did not answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (java.net.SocketException refused) {
            throw new IOException(refused.getMessage().contains("denied") ? "no permission for " + socket : "nobody listens on " + socket, refused);
        }
    }

    private static void closeLater(SocketChannel channel) {
        try {
            Thread.sleep(PATIENCE);
            channel.close();
        } catch (InterruptedException | IOException answered) {
            // Nothing to close any longer.
        }
    }
}

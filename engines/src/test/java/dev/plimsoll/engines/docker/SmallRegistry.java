package dev.plimsoll.engines.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.ports.Tar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// A registry on loopback with one image of one file, open to one user: the parts of the OCI distribution specification (pull)
/// that an engine asks for.
final class SmallRegistry implements AutoCloseable {
    static final String USER = "sailor";
    static final String PASSWORD = "fair wind";
    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    static {
        // An engine tries TLS first, whose greeting this server would take for the slow beginning of a request.
        System.setProperty("sun.net.httpserver.maxReqTime", "1");
    }

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final byte[] manifest;

    SmallRegistry() throws IOException {
        var layer = Tar.of(Map.of("made-by", "a test".getBytes(StandardCharsets.UTF_8)));
        var config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"x\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + digest(layer)
            + "\"]},\"history\":[{\"created_by\":\"test " + System.nanoTime() + "\"}]}").getBytes(StandardCharsets.UTF_8);
        var packed = gzip(layer);
        blobs.put(digest(config), config);
        blobs.put(digest(packed), packed);
        manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\","
            + "\"size\":" + config.length + ",\"digest\":\"" + digest(config) + "\"},\"layers\":[{\"mediaType\":"
            + "\"application/vnd.docker.image.rootfs.diff.tar.gzip\",\"size\":" + packed.length + ",\"digest\":\"" + digest(packed) + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2/", this::serve);
        server.start();
    }

    /// Name of the image's repository.
    String repository() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/plimsoll-test/pulled";
    }

    String manifestDigest() {
        return digest(manifest);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var expected = "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var path = exchange.getRequestURI().getPath();
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
            answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}".getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/v2/")) {
            answer(exchange, 200, "{}".getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/v2/plimsoll-test/pulled/manifests/1") || path.endsWith("/manifests/" + manifestDigest())) {
            exchange.getResponseHeaders().add("Content-Type", MANIFEST_TYPE);
            exchange.getResponseHeaders().add("Docker-Content-Digest", manifestDigest());
            answer(exchange, 200, manifest);
        } else if (blobs.containsKey(path.substring(path.lastIndexOf('/') + 1))) {
            answer(exchange, 200, blobs.get(path.substring(path.lastIndexOf('/') + 1)));
        } else {
            answer(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            if (!head) {
                out.write(body);
            }
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}

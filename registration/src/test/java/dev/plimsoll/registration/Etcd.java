package dev.plimsoll.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An etcd of one member on a port of loopback, with its data in a folder of its own.
final class Etcd implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final String address;

    /// @param settings further ones, such as those of TLS, with which its address begins with https
    private Etcd(Path folder, String scheme, List<String> settings) throws IOException {
        this.address = scheme + "://127.0.0.1:" + free();
        var peers = "http://127.0.0.1:" + free();
        var command = new ArrayList<>(List.of("etcd", "--name", "one", "--data-dir", folder.resolve("data").toString(), "--listen-client-urls", address, "--advertise-client-urls", address,
            "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", "one=" + peers, "--unsafe-no-fsync"));
        command.addAll(settings);
        this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    }

    static Etcd started(Path folder) throws Exception {
        var etcd = new Etcd(folder, "http", List.of());
        etcd.awaitAnswer(folder.resolve("log"));
        return etcd;
    }

    /// With certificates; whether it answers is for who asks it.
    static Etcd withTls(Path folder, List<String> settings) throws IOException {
        return new Etcd(folder, "https", settings);
    }

    String address() {
        return address;
    }

    void put(String key, String value) {
        post("/v3/kv/put", "{\"key\":\"" + encoded(key) + "\",\"value\":\"" + encoded(value) + "\"}");
    }

    void removeEverything() {
        post("/v3/kv/deleterange", "{\"key\":\"AA==\",\"range_end\":\"AA==\"}");
    }

    JsonNode post(String path, String body) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(URI.create(address + path)).POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return EntryReading.JSON.readTree(answer.body());
        } catch (IOException silent) {
            throw new AssertionError(path, silent);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, ended);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitAnswer(Path log) throws Exception {
        for (long end = System.nanoTime() + START.toNanos(); ; TimeUnit.MILLISECONDS.sleep(50)) {
            try {
                removeEverything();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException("etcd does not answer: " + Files.readString(log), notYet);
                }
            }
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}

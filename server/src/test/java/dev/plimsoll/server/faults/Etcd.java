package dev.plimsoll.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Debian's etcd on a port of loopback, as those see it who look for services there.
final class Etcd implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final String address = "http://127.0.0.1:" + FreePorts.one();
    private final Path log;

    Etcd(Path folder) throws IOException {
        log = Files.createDirectories(folder).resolve("log");
        var peers = "http://127.0.0.1:" + FreePorts.one();
        process = new ProcessBuilder(List.of("etcd", "--name", "one", "--data-dir", folder.resolve("data").toString(), "--listen-client-urls", address, "--advertise-client-urls", address, "--listen-peer-urls", peers,
            "--initial-advertise-peer-urls", peers, "--initial-cluster", "one=" + peers)).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    String address() {
        return address;
    }

    /// Keys below `/services/` and their values; none while it does not answer.
    Map<String, JsonNode> services() {
        var question = "{\"key\":\"" + encoded("/services/") + "\",\"range_end\":\"" + encoded("/services0") + "\"}";
        var found = new TreeMap<String, JsonNode>();
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(URI.create(address + "/v3/kv/range")).POST(HttpRequest.BodyPublishers.ofString(question)).build(), BodyHandlers.ofString());
            for (var each : JSON.readTree(answer.body()).path("kvs")) {
                found.put(decoded(each.path("key")), JSON.readTree(decoded(each.path("value"))));
            }
        } catch (IOException notYet) {
            // Asked again by who waits.
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
        return found;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException none) {
            return none.toString();
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(JsonNode text) {
        return new String(Base64.getDecoder().decode(text.asText()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}

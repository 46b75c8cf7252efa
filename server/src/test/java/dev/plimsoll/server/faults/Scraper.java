package dev.plimsoll.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A program that scrapes what it discovers, in a process of its own: Debian's Prometheus, which was built without the discovery of Consul, or Debian's VictoriaMetrics, which has it and
/// reads the same configuration.
final class Scraper implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Optional<Process> process;
    private final Path log;
    private final int port;

    private Scraper(Optional<Process> process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static Scraper prometheus(Path folder, String configuration) throws IOException {
        return prometheus(folder, configuration, FreePorts.one());
    }

    static Scraper prometheus(Path folder, String configuration, int port) throws IOException {
        return started(folder.resolve("log"), port, List.of("prometheus", "--config.file=" + written(folder, configuration), "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port));
    }

    static Scraper victoria(Path folder, String configuration) throws IOException {
        int port = FreePorts.one();
        return started(folder.resolve("log"), port, List.of("victoria-metrics", "-promscrape.config=" + written(folder, configuration), "-storageDataPath=" + folder.resolve("data"), "-httpListenAddr=127.0.0.1:" + port,
            "-promscrape.consulSDCheckInterval=1s", "-memory.allowedBytes=64MB"));
    }

    private static Path written(Path folder, String configuration) throws IOException {
        return Files.writeString(Files.createDirectories(folder).resolve("scrape.yml"), configuration);
    }

    static Scraper started(Path log, int port, List<String> command) throws IOException {
        return new Scraper(Optional.of(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start()), log, port);
    }

    /// One that somebody else has started, and will end.
    static Scraper running(int port) {
        return new Scraper(Optional.empty(), Path.of("log"), port);
    }

    /// The health of each target of a job, by its address. Nothing while it does not answer.
    Map<String, String> targets(String job) {
        var targets = new TreeMap<String, String>();
        get("/api/v1/targets?state=active").path("data").path("activeTargets").forEach(t -> {
            if (t.path("labels").path("job").asText().equals(job)) {
                targets.put(t.path("discoveredLabels").path("__address__").asText(), t.path("health").asText());
            }
        });
        return targets;
    }

    /// Values of a label of all series that a question in PromQL finds.
    List<String> query(String promql, String label) {
        return get("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8)).path("data").path("result").valueStream().map(r -> r.path("metric").path(label).asText()).toList();
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException notYet) {
            return JSON.missingNode();
        } catch (InterruptedException ended) {
            throw new AssertionError(path, ended);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException none) {
            return none.toString();
        }
    }

    @Override
    public void close() {
        process.ifPresent(Scraper::end);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

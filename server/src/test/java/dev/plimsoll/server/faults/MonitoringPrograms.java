package dev.plimsoll.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Debian's Prometheus and Alertmanager with the files of `examples/monitoring`. What they wait for is shortened, and ports are the test's; rules and routes are as shipped.
final class MonitoringPrograms implements AutoCloseable {
    private static final Path FILES = Path.of("..", "examples", "monitoring").toAbsolutePath().normalize();
    /// How long rules wait before they alarm, and Alertmanager before it tells.
    private static final Map<String, String> SHORTER = Map.of("for: [0-9]+[mh]", "for: 1s", "(group_wait|group_interval): [0-9]+[sm]", "$1: 1s", "_interval: 15s", "_interval: 1s");

    private final Scraper prometheus;
    private final Scraper alertmanager;

    private MonitoringPrograms(Scraper prometheus, Scraper alertmanager) {
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
    }

    /// @param plane    where the control plane answers, as `127.0.0.1:7070`
    /// @param token    the file with its token for readers
    /// @param receiver where alerts are to arrive, as `127.0.0.1:9099`
    static MonitoringPrograms started(Path folder, String plane, Path token, String receiver) throws IOException {
        int alerts = FreePorts.one();
        int scraper = FreePorts.one();
        var places = new TreeMap<>(Map.of("127.0.0.1:7070", plane, "127.0.0.1:9099", receiver, "127.0.0.1:9093", "127.0.0.1:" + alerts, "127.0.0.1:9090", "127.0.0.1:" + scraper,
            "127.0.0.1:9100", "127.0.0.1:" + FreePorts.one(), "/run/secrets/discovery-token", token.toString(), "/etc/prometheus/rules.yml", "rules.yml"));
        Files.writeString(folder.resolve("rules.yml"), changed("prometheus/rules.yml", places));
        var routes = Files.writeString(folder.resolve("alertmanager.yml"), changed("alertmanager/alertmanager.yml", places));
        var alertmanager = Scraper.started(folder.resolve("alertmanager.log"), alerts, List.of("prometheus-alertmanager", "--config.file=" + routes, "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + alerts, "--cluster.listen-address="));
        return new MonitoringPrograms(Scraper.prometheus(folder, changed("prometheus/prometheus.yml", places), scraper), alertmanager);
    }

    private static String changed(String file, Map<String, String> places) throws IOException {
        var text = Files.readString(FILES.resolve(file));
        for (var place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        for (var shorter : SHORTER.entrySet()) {
            text = text.replaceAll(shorter.getKey(), shorter.getValue());
        }
        return text;
    }

    Scraper prometheus() {
        return prometheus;
    }

    String log() {
        return prometheus.log() + alertmanager.log();
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }
}

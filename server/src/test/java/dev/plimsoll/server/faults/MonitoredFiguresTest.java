package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules and dashboards of `examples/monitoring` ask for figures that a control plane tells.
class MonitoredFiguresTest {
    private static final Path FILES = Path.of("..", "examples", "monitoring");
    private static final Pattern FIGURE = Pattern.compile("\\bplimsoll_[a-z0-9_]+");
    /// A certificate that is there, and one that nobody makes.
    private static final String DECLARED = """
        apiVersion: plimsoll/v1
        kind: Issuer
        metadata: {name: own}
        spec: {type: internal}
        ---
        apiVersion: plimsoll/v1
        kind: Certificate
        metadata: {name: shop}
        spec: {names: [shop.example.org], issuer: own}
        ---
        apiVersion: plimsoll/v1
        kind: Certificate
        metadata: {name: late}
        spec: {names: [late.example.org], issuer: nobody}
        """;

    @TempDir
    Path state;

    @Test
    void everyFigureThatIsAskedForIsTold() throws IOException {
        var asked = asked();
        assertThat(asked).as("what is asked for").contains("plimsoll_not_level", "plimsoll_certificate_expiry_seconds");
        try (var server = RealServer.simulated(state)) {
            Eventually.holds("it is applied", Duration.ofSeconds(60), () -> server.api().apply(DECLARED).status() == 200, server::log);
            Eventually.holds("all of " + asked + " are told", Duration.ofSeconds(60), () -> told(server).containsAll(asked), () -> {
                var missing = new TreeSet<>(asked);
                missing.removeAll(told(server));
                return "missing: " + missing;
            });
        }
    }

    private static Set<String> asked() throws IOException {
        try (var files = Files.walk(FILES)) {
            var asked = new TreeSet<String>();
            for (var file : files.filter(f -> f.endsWith("rules.yml") || f.toString().endsWith(".json")).toList()) {
                asked.addAll(figures(Files.readString(file)));
            }
            return asked;
        }
    }

    private static Set<String> told(RealServer server) {
        return figures(server.api().text("/metrics").lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n")));
    }

    private static Set<String> figures(String text) {
        return FIGURE.matcher(text).results().map(r -> r.group()).collect(Collectors.toSet());
    }
}

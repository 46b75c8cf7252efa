package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.RequestLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rancher's `health_check`: a probe from outside. Times are milliseconds there.
final class Probes {
    private static final List<String> STRATEGIES = List.of("recreate", "recreateOnQuorum", "none");

    private Probes() {}

    static Optional<Probe> of(Section service) {
        return service.section("health_check", Place.HEALTH_CHECK).flatMap(check -> {
            var port = check.whole("port");
            if (port.isEmpty()) {
                check.error("port", "InvalidValue", "a health check needs the port to ask", "write port: with the port inside the container");
                return Optional.empty();
            }
            var strategy = strategy(check);
            int quorum = check.section("recreate_on_quorum_strategy_config", Place.QUORUM).flatMap(s -> s.whole("quorum")).orElse(0);
            return check.made(() -> new Probe(port.get(), request(check), time(check, "interval").orElse(null), time(check, "response_timeout").orElse(null),
                check.whole("healthy_threshold").orElse(0), check.whole("unhealthy_threshold").orElse(0), time(check, "initializing_timeout"),
                time(check, "reinitializing_timeout"), strategy, strategy == Probe.Strategy.RECREATE_ON_QUORUM ? quorum : 0));
        });
    }

    private static Optional<Probe.Request> request(Section check) {
        try {
            return check.text("request_line").flatMap(RequestLine::parse);
        } catch (InvalidValue invalid) {
            check.error("request_line", "InvalidValue", Quote.line(invalid.getMessage()), "such as GET /healthz HTTP/1.0");
            return Optional.empty();
        }
    }

    private static Optional<Duration> time(Section check, String key) {
        return check.large(key).map(Duration::ofMillis);
    }

    private static Probe.Strategy strategy(Section check) {
        var written = check.text("strategy").filter(s -> !s.isBlank()).orElse("recreate");
        return switch (written) {
            case "recreate" -> Probe.Strategy.RECREATE;
            case "recreateOnQuorum" -> Probe.Strategy.RECREATE_ON_QUORUM;
            case "none" -> Probe.Strategy.NONE;
            default -> {
                check.error("strategy", "InvalidValue", Quote.of(written) + " is none of " + String.join(", ", STRATEGIES), Nearest.hint(written, STRATEGIES).orElse(""));
                yield Probe.Strategy.RECREATE;
            }
        };
    }
}

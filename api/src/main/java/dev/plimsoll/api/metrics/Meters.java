package dev.plimsoll.api.metrics;

import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The registry and the measures the API knows itself.
public final class Meters {
    /// Kinds that are reconciled, and so can be level or not.
    private static final List<Kind> RECONCILED = List.of(Kind.ASSEMBLY, Kind.COMPONENT);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final MultiGauge expiries = MultiGauge.builder("plimsoll.certificate.expiry").baseUnit("seconds")
        .description("Until when a certificate is good, in seconds since 1970").register(registry);
    private volatile Optional<Mirror> observed = Optional.empty();

    public Meters() {
        var memory = ManagementFactory.getMemoryMXBean();
        Gauge.builder("plimsoll.heap.used", memory, m -> m.getHeapMemoryUsage().getUsed()).baseUnit("bytes").register(registry);
    }

    /// Where others register.
    public MeterRegistry registry() {
        return registry;
    }

    /// Resources by kind, and for reconciled kinds how many are level: walked when somebody asks for metrics, not before.
    public void observe(Mirror mirror) {
        observed = Optional.of(mirror);
        for (Kind kind : Kind.values()) {
            Gauge.builder("plimsoll.resources", mirror, m -> m.count(kind)).tag("kind", kind.singular())
                .description("Resources declared").register(registry);
        }
        for (Kind kind : RECONCILED) {
            Gauge.builder("plimsoll.resources.level", mirror, m -> m.list(Query.of(kind)).stream().filter(r -> r.status().level()).count())
                .tag("kind", kind.singular()).description("Resources whose declared and real state are equal").register(registry);
        }
        Gauge.builder("plimsoll.mirror.revision", mirror, Mirror::revision).description("Newest revision the mirror has seen").register(registry);
    }

    /// Until when each certificate is good.
    private void certificates(Mirror mirror) {
        expiries.register(mirror.list(Query.of(Kind.CERTIFICATE)).stream().flatMap(c -> c.status(CertificateStatus.class).held().stream()
            .map(held -> MultiGauge.Row.of(Tags.of("project", c.metadata().project(), "certificate", c.metadata().name(), "issuer", held.issuer()), held.notAfter().getEpochSecond()))).toList(), true);
    }

    /// One answered request.
    ///
    /// @param route template, such as `/v1/projects/{project}/{kind}/{name}`
    public void answered(String method, String route, int status, Duration took) {
        Timer.builder("plimsoll.http.requests").tag("method", method).tag("route", route).tag("status", Integer.toString(status))
            .description("Requests answered, streams when they end").register(registry).record(took);
    }

    /// The Prometheus text format.
    public String scrape() {
        observed.ifPresent(this::certificates);
        return registry.scrape();
    }
}

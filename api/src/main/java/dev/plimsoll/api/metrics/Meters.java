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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The registry and the measures the API knows itself.
public final class Meters {
    /// Kinds that are reconciled, and so can be level or not.
    private static final Set<Kind> RECONCILED = EnumSet.complementOf(EnumSet.of(Kind.PROJECT, Kind.SECRET, Kind.CONFIG, Kind.ENVIRONMENT, Kind.PLAN, Kind.RELEASE, Kind.FLAVOR));
    /// Resources named one by one at most: who has more that is not level has one cause for it.
    private static final int MOST_NAMED = 1_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final MultiGauge expiries = MultiGauge.builder("plimsoll.certificate.expiry").baseUnit("seconds")
        .description("Until when a certificate is good, in seconds since 1970").register(registry);
    private final MultiGauge notLevel = MultiGauge.builder("plimsoll.not.level").description("Resources that are not as declared, 1 each").register(registry);
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

    /// What is not level, by name.
    private void levels(Mirror mirror) {
        notLevel.register(RECONCILED.stream().flatMap(kind -> mirror.list(Query.of(kind)).stream()).filter(r -> !r.status().level()).limit(MOST_NAMED)
            .map(r -> MultiGauge.Row.of(Tags.of("kind", r.kind().singular(), "project", r.metadata().project(), "name", r.metadata().name()), 1)).toList(), true);
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
        observed.ifPresent(this::levels);
        return registry.scrape();
    }
}

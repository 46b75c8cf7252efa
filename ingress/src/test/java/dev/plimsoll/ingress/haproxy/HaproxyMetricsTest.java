package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// HAProxy's own figures, for Prometheus.
@Tag("haproxy")
class HaproxyMetricsTest {
    @Test
    void theEntryPointOfThatNameTellsFigures() {
        var haproxy = new HaproxySubject();
        try {
            var metrics = new EntryPoint(EntryPoint.METRICS, "127.0.0.1", haproxy.entryPoint("any").port());
            var spec = RouteSpec.of(Match.ANY, List.of(Target.of("web", 80)));
            var web = haproxy.entryPoint("web");
            haproxy.ingress().serve(new IngressDocument(List.of(metrics, web), List.of(new ServedRoute("p/a", 1, spec, List.of("web"), List.of(Set.of()), List.of(new TargetServers(spec.targets().getFirst(), List.of(haproxy.server("one")))), Map.of())), List.of(), List.of(),
                Optional.empty(), Optional.empty()));
            var reply = Reply.to(metrics.port(), "GET", "any", "/metrics", Map.of());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("haproxy_backend_http_requests_total{proxy=\"r:p:a\"}", "haproxy_backend_http_responses_total{proxy=\"r:p:a\",code=\"5xx\"}",
                "haproxy_backend_active_servers{proxy=\"r:p:a\"}", "haproxy_backend_current_sessions{proxy=\"r:p:a\"}", "haproxy_backend_current_queue{proxy=\"r:p:a\"}",
                "haproxy_backend_connection_errors_total{proxy=\"r:p:a\"}", "haproxy_backend_retry_warnings_total{proxy=\"r:p:a\"}", "haproxy_frontend_http_requests_total{proxy=\"e:web\"}",
                "haproxy_process_max_connections ", "haproxy_process_current_connections ").doesNotContain("haproxy_server_");
            assertThat(Reply.to(metrics.port(), "GET", "any", "/metrics?scope=server", Map.of()).body()).contains("haproxy_server_status{proxy=\"r:p:a\",server=\"one\",state=\"UP\"} 1");
            assertThat(Reply.to(metrics.port(), "GET", "any", "/other", Map.of()).status()).isEqualTo(404);
        } finally {
            haproxy.close();
        }
    }
}

package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long one change takes where 2,000 routes are served: rendering, telling HAProxy, and until it is so. Figures for people; the bounds are far off.
@Tag("haproxy")
@Tag("lab")
class HaproxyScaleTest {
    private static final int ROUTES = 2_000;
    private static final int TRIES = 7;

    private final HaproxySubject haproxy = new HaproxySubject();
    private final EntryPoint web = haproxy.entryPoint("web");
    private final Server one = haproxy.server("one");
    private final Server two = haproxy.server("two");

    private ServedRoute route(int number, String host, HeaderRules headers, Server... servers) {
        var spec = new RouteSpec(Match.parse("Host(`" + host + "`)"), null, null, 0, null, List.of(Target.of("web", 80)), null, null, headers, null, null, false, null, false);
        return new ServedRoute("p/r" + number, 1, spec, List.of("web"), Alternatives.of(spec.match(), 9).orElseThrow(), List.of(new TargetServers(spec.targets().getFirst(), List.of(servers))),
            Map.of());
    }

    private IngressDocument document(List<ServedRoute> routes) {
        return new IngressDocument(List.of(web), routes, routes.stream().map(r -> new Rule(r.name(), r.alternatives().getFirst())).toList(), List.of(), Optional.empty(), Optional.empty());
    }

    private interface Change {
        void make(List<ServedRoute> routes, int time);
    }

    private long median(String what, List<ServedRoute> start, Change change) {
        var routes = new ArrayList<>(start);
        var times = new ArrayList<Long>();
        for (int i = 1; i <= TRIES; i++) {
            change.make(routes, i);
            var document = document(List.copyOf(routes));
            long begun = System.nanoTime();
            haproxy.ingress().serve(document);
            times.add((System.nanoTime() - begun) / 1_000_000);
        }
        times.sort(null);
        System.out.println(what + ": median " + times.get(TRIES / 2) + " ms of " + times);
        return times.get(TRIES / 2);
    }

    @Test
    void oneChangeAmongTwoThousandRoutes() {
        try {
            var routes = new ArrayList<ServedRoute>();
            for (int i = 0; i < ROUTES; i++) {
                routes.add(route(i, "h" + i + ".test", null, one));
            }
            haproxy.ingress().serve(document(routes));
            assertThat(median("an instance comes or goes", routes, (all, i) -> all.set(7, i % 2 == 0 ? route(7, "h7.test", null, one) : route(7, "h7.test", null, one, two)))).isLessThan(5_000);
            assertThat(median("a host changes", routes, (all, i) -> all.set(8, route(8, "h8-" + i + ".test", null, one)))).isLessThan(5_000);
            assertThat(median("a route comes", routes, (all, i) -> all.add(route(ROUTES + i, "new" + i + ".test", null, one)))).isLessThan(5_000);
            assertThat(median("a header rule changes", routes, (all, i) -> all.set(9, route(9, "h9.test", new HeaderRules(Map.of("X-I", "v" + i), null, null, null), one)))).isLessThan(5_000);
            assertThat(Reply.to(web.port(), "GET", "h1999.test", "/", Map.of()).status()).isEqualTo(200);
        } finally {
            haproxy.close();
        }
    }
}

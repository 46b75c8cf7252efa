package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.Server;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long one change takes where 2,000 routes are served: rendering, telling HAProxy, and until it is so. Figures for people; the bounds are far off.
@Tag("haproxy")
@Tag("lab")
class HaproxyScaleTest {
    private static final int ROUTES = 2_000;
    private static final int TRIES = 9;

    private final HaproxySubject haproxy = new HaproxySubject();
    private final EntryPoint web = haproxy.entryPoint("web");
    private final Server one = haproxy.server("one");
    private final Server two = haproxy.server("two");
    private Many many = Many.of(web, ROUTES, one);

    private long median(String what, BiFunction<Many, Integer, Many> change) {
        var times = new ArrayList<Long>();
        for (int i = 1; i <= TRIES; i++) {
            many = change.apply(many, i);
            var document = many.document();
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
            haproxy.ingress().serve(many.document());
            assertThat(median("an instance comes or goes", (all, i) -> all.with(i % 2 == 0 ? Many.route("r7", "h7.test", null, one) : Many.route("r7", "h7.test", null, one, two)))).isLessThan(5_000);
            assertThat(median("a host changes", (all, i) -> all.with(Many.route("r8", "h8-" + i + ".test", null, one)))).isLessThan(5_000);
            assertThat(median("a route comes", (all, i) -> all.with(Many.route("new" + i, "new" + i + ".test", null, one)))).isLessThan(5_000);
            assertThat(median("a route goes", (all, i) -> all.without("r1" + i))).isLessThan(5_000);
            assertThat(median("a header rule changes", (all, i) -> all.with(Many.route("r9", "h9.test", Many.headers("v" + i), one)))).isLessThan(5_000);
            assertThat(Reply.to(web.port(), "GET", "h1999.test", "/", Map.of()).status()).isEqualTo(200);
        } finally {
            haproxy.close();
        }
    }
}

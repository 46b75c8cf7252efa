package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Where routes are many, the usual edits are told to the running process. Whether it was reloaded is told by who the worker is.
@Tag("haproxy")
class WithoutReloadTest {
    private static final int MANY = 80;

    private final HaproxySubject haproxy = new HaproxySubject();
    private final EntryPoint web = haproxy.entryPoint("web");
    private final Server one = haproxy.server("one");
    private final Server two = haproxy.server("two");
    private final HaproxySettings settings = HaproxySettings.of(haproxy.folder);
    private final HaproxyProcess process = new HaproxyProcess(settings);
    private final Installation installation = new Installation(settings, process);
    private final ConfigurationRenderer renderer = new ConfigurationRenderer(settings);
    private Many many = Many.of(web, MANY, one);

    @AfterEach
    void end() throws Exception {
        installation.retire();
        haproxy.close();
    }

    private void serve(Many now) throws Exception {
        many = now;
        assertThat(installation.install(renderer.render(now.document()))).isEmpty();
    }

    private String worker() throws IOException {
        return process.command("show info").lines().filter(l -> l.startsWith("Pid: ")).findFirst().orElseThrow();
    }

    private String answer(String host) {
        var reply = Reply.to(web.port(), "GET", host, "/", Map.of());
        return reply.status() == 200 ? reply.body().lines().findFirst().orElse("") + Optional.ofNullable(reply.headers().get("x-edition")).map(e -> " " + e).orElse("") : Integer.toString(reply.status());
    }

    @Test
    void routesComeAndGoAndComeBack() throws Exception {
        serve(many);
        var worker = worker();
        serve(many.with(Many.route("new", "new.test", null, two)));
        assertThat(answer("new.test")).isEqualTo("two");
        serve(many.without("r3"));
        assertThat(answer("h3.test")).isEqualTo("404");
        serve(many.with(Many.route("new", "newer.test", null, one)).with(Many.route("r3", "h3.test", null, two)));
        assertThat(answer("new.test")).isEqualTo("404");
        assertThat(answer("newer.test")).isEqualTo("one");
        assertThat(answer("h3.test")).isEqualTo("two");
        serve(many.without("new").with(Many.route("r4", "h4.test", null)));
        assertThat(answer("newer.test")).isEqualTo("404");
        assertThat(answer("h4.test")).as("nobody is there").isEqualTo("503");
        assertThat(answer("h5.test")).isEqualTo("one");
        assertThat(worker()).as("nothing was reloaded").isEqualTo(worker);
    }

    @Test
    void aChangeIsReloadedUnlessOthersHaveItsShape() throws Exception {
        serve(many.with(Many.route("a", "a.test", Many.headers("v1"), one)).with(Many.route("b", "b.test", Many.headers("v1"), one)));
        var worker = worker();
        serve(many.with(Many.route("r7", "h7.test", Many.headers("v1"), two)).with(Many.route("a", "a.test", null, two)));
        assertThat(answer("h7.test")).isEqualTo("two v1");
        assertThat(answer("a.test")).isEqualTo("two");
        assertThat(worker()).isEqualTo(worker);
        serve(many.with(Many.route("r8", "h8.test", Many.headers("v2"), one)));
        assertThat(answer("h8.test")).isEqualTo("one v2");
        assertThat(answer("h7.test")).isEqualTo("two v1");
        assertThat(worker()).isNotEqualTo(worker);
    }

    @Test
    void whenSparesAreUsedUpOneReloadMakesNewOnesAndWhenNothingChangesEveryRouteGetsItsOwn() throws Exception {
        serve(many);
        var worker = worker();
        int reloads = 0;
        for (int i = 0; i < 40; i++) {
            serve(many.with(Many.route("new" + i, "new" + i + ".test", null, two)));
            assertThat(answer("new" + i + ".test")).isEqualTo("two");
            reloads += worker().equals(worker) ? 0 : 1;
            worker = worker();
        }
        assertThat(reloads).isEqualTo(2);
        assertThat(installation.serving().orElseThrow().backends()).containsKey("r:p:new20").doesNotContainKey("r:p:new39");
        installation.settle(Duration.ofHours(1));
        assertThat(worker()).as("too early").isEqualTo(worker);
        installation.settle(Duration.ZERO);
        assertThat(worker()).isNotEqualTo(worker);
        assertThat(installation.serving().orElseThrow().backends()).containsKey("r:p:new39");
        assertThat(answer("new39.test")).isEqualTo("two");
    }
}

package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.ports.ingress.IngressContract;
import dev.plimsoll.ports.ingress.IngressFailure;
import dev.plimsoll.ports.ingress.IngressSubject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Routers do what every ingress does, by the script that their machines run; and they go on without a control plane.
@Tag("haproxy")
class FollowedIngressTest extends IngressContract {
    private FollowedRouter router;

    @Override
    protected IngressSubject subject() {
        try {
            router = new FollowedRouter();
            return router;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private IngressDocument shop(String... servers) {
        return document(route("shop", "Host(`shop.example.org`)", List.of(servers).stream().map(subject::server).toArray(Server[]::new)));
    }

    private String answer() {
        return ask("shop.example.org", "/").server();
    }

    @Test
    void whatWasTakenLastIsServedWithoutControlPlaneAndScriptAndComesBackAfterBoth() throws Exception {
        router.ingress().serve(shop("one"));
        int port = router.vanish();
        assertThat(answer()).isEqualTo("one");
        router.kill();
        assertThat(answer()).as("the script is gone too").isEqualTo("one");
        router.killHaproxy();
        router.follow();
        router.until("as after a boot, what was good is served again", () -> answer().equals("one"));
        assertThatThrownBy(() -> router.ingress().serve(shop("two"))).isInstanceOf(IngressFailure.Unreachable.class).hasMessageContaining("router-1");
        router.appear(port);
        router.until("the newest is taken as soon as there is somebody to ask", () -> answer().equals("two"));
    }

    @Test
    void haproxyThatDiesIsStartedAgain() throws Exception {
        router.ingress().serve(shop("one"));
        router.killHaproxy();
        router.until("it serves again", () -> answer().equals("one"));
    }

    @Test
    void whatHaproxyRefusesIsSaidInItsWordsAndHindersNoOther() throws Exception {
        // Java knows this expression, PCRE does not.
        var bad = route("bad", "HeaderRegexp(`X-Any`, `\\p{javaLowerCase}`)", subject.server("one"));
        var state = router.ingress().serve(document(bad, route("shop", "Host(`shop.example.org`)", subject.server("one"))));
        assertThat(state.routes().get("p/bad").toString()).contains("RuleRefused").contains("router-1");
        assertThat(answer()).isEqualTo("one");
    }

    @Test
    void theOperatorsPageIsToldWhileNobodyCanAnswer() throws Exception {
        router.ingress().serve(document(route("shop", "Host(`shop.example.org`)")));
        try (var connection = new Socket(InetAddress.ofLiteral("127.0.0.1"), web.port())) {
            connection.setSoTimeout(60_000);
            connection.getOutputStream().write("GET / HTTP/1.1\r\nHost: shop.example.org\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 503").contains(FollowedRouter.PAGE);
        }
    }

    @Test
    void keysLieWhereOnlyTheirOwnerReadsThem() throws Exception {
        router.ingress().serve(shop("one"));
        try (var files = Files.walk(router.folder.resolve("kept"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).startsWith("rw-------"));
        }
        assertThat(router.folder.resolve("work/new")).doesNotExist();
    }

    @Test
    void aRouterThatRetiresTellsWhoeverIsConnectedAndServesAgainWhenItIsWantedAgain() throws Exception {
        router.ingress().serve(shop("one"));
        try (var kept = new Socket(InetAddress.ofLiteral("127.0.0.1"), web.port())) {
            kept.setSoTimeout(60_000);
            assertThat(asked(kept)).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
            router.retire(true);
            router.until("nobody listens any more", () -> !listens());
            assertThat(asked(kept)).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
        }
        router.retire(false);
        router.until("it serves again", () -> listens() && answer().equals("one"));
    }

    /// The head of the answer; what follows it is read as well.
    private static String asked(Socket connection) throws IOException {
        connection.getOutputStream().write("GET / HTTP/1.1\r\nHost: shop.example.org\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            assertThat(next).as("after " + head).isNotNegative();
            head.append((char) next);
        }
        // Its servers do not say how long their answers are.
        var body = new StringBuilder();
        while (!body.toString().endsWith("0\r\n\r\n")) {
            int next = connection.getInputStream().read();
            assertThat(next).as("after " + head + body).isNotNegative();
            body.append((char) next);
        }
        return head.toString();
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), web.port())) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    @Test
    void whatIsUnderWayAtALeavingServerIsToldAsLongAsItLasts() throws Exception {
        var one = subject.server("one");
        router.ingress().serve(shop("one", "two"));
        try (var open = router.slow(web, "shop.example.org")) {
            var busy = open.server().equals("one") ? one : subject.server("two");
            var other = open.server().equals("one") ? subject.server("two") : one;
            router.ingress().serve(document(route("shop", "Host(`shop.example.org`)", busy.asLeaving(), other)));
            router.until("it is told", () -> router.ingress().underWay(Set.of(busy.name())).equals(Map.of(busy.name(), 1)));
            open.finish();
            router.until("its end is told", () -> router.ingress().underWay(Set.of(busy.name())).isEmpty());
        }
    }
}

package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Token;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers, hogs and broken clients get.
class FrontTest {
    private final Client client = new Client(Limits.USUAL.withPatience(Duration.ofMillis(700), Duration.ofMillis(500)));

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void asksForTheTokenOnEverythingButHealth() throws Exception {
        for (var path : List.of("/v1/projects", "/metrics", "/v1/nothing", "/", "/v1/facts", "/v1/backup")) {
            for (var authorization : List.of("none", "Bearer wrong-token-0123456789", "Basic " + Client.TOKEN, "Bearer")) {
                var answer = client.http.send(HttpRequest.newBuilder(client.uri(path)).header("Authorization", authorization).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path + " with " + authorization).isEqualTo(401);
                assertThat(answer.body()).contains("urn:plimsoll:unauthorized").doesNotContain(Client.TOKEN);
            }
        }
        for (var path : List.of("/healthz", "/readyz")) {
            assertThat(client.http.send(HttpRequest.newBuilder(client.uri(path)).build(), BodyHandlers.ofString()).body()).isEqualTo("ok\n");
        }
        assertThat(client.http.send(HttpRequest.newBuilder(client.uri("/v1/projects")).header("Authorization", "bearer " + Client.TOKEN).build(),
            BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void givesEveryAnswerAnId() {
        var one = client.get("/v1/projects").raw().headers().firstValue("X-Request-Id");
        var other = client.get("/v1/configs/x/y/z");
        assertThat(one).isPresent().isNotEqualTo(other.raw().headers().firstValue("X-Request-Id"));
        assertThat(other.body().path("requestId").asText()).isEqualTo(other.raw().headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(other.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void helpsWithMisspelledKindsAndMethods() {
        var kind = client.get("/v1/projects/default/asemblies/shop");
        assertThat(kind.status()).isEqualTo(404);
        assertThat(kind.body().path("hint").asText()).isEqualTo("did you mean 'assemblies'?");
        var method = client.send("POST", "/v1/projects/default", "{}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.body().path("hint").asText()).contains("GET").contains("PUT");
        assertThat(client.send("BREW", "/v1/projects", "").status()).isEqualTo(405);
    }

    @Test
    void saysWhatIsNotReady() {
        client.plane.notReady = List.of("the engine has not been listed yet");
        var answer = client.get("/readyz");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.raw().body()).isEqualTo("the engine has not been listed yet\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/projects/default/configs/..%2f..%2fetc", "/v1/projects/default/configs/%2e%2e/x", "/v1/projects/..;/configs",
        "/v1/projects/default/configs/UPPER", "/v1/projects/default/configs/a%00b", "/v1/projects/default/configs/a%0d%0aSet-Cookie:x",
        "/v1/contexts/..%2f..%2ftoken", "/v1/projects/default/configs/" + "a%20b", "/v1/projects//configs", "/v1/projects/default/configs/%F0%9F%98%80",
        "/v1/projects/default/configs/%zz", "/v1/runs?key=../../x", "/v1/runs?limit=99999999999999999999", "/v1/projects/default/configs?labels==", "/v1/events?after=x"})
    void refusesWhatIsNoName(String path) throws Exception {
        try (var socket = new Socket(client.server.address().getAddress(), client.server.address().getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + Client.TOKEN + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json").doesNotContain("\nSet-Cookie");
        }
    }

    @Test
    void refusesNamesOfTenKilobytes() {
        var name = "a".repeat(10_000);
        assertThat(client.get("/v1/projects/" + name).status()).isEqualTo(400);
        assertThat(client.get("/v1/projects/" + name).body().path("detail").asText().length()).isLessThan(300);
        assertThat(client.get("/v1/" + name).raw().body().length()).isLessThan(1_000);
    }

    @Test
    void boundsHeaders() throws Exception {
        var answer = client.http.send(client.request("/v1/projects").header("X-Long", "a".repeat(40_000)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(431);
        assertThat(answer.body()).contains("\"code\":\"too-large\"");
    }

    @Test
    void boundsBodiesDeclaredAndStreamed() {
        // With the usual patience: that of the other tests is over when the machine is busy.
        try (var patient = new Client()) {
            for (var body : List.of(BodyPublishers.ofByteArray(new byte[51 << 20]), BodyPublishers.ofInputStream(() -> new Endless(60 << 20)))) {
                var answer = patient.send(patient.request("/v1/apply").POST(body));
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.code()).isEqualTo("too-large");
            }
            assertThat(patient.get("/healthz").status()).as("it lives on").isEqualTo(200);
        }
    }

    @Test
    void boundsDepthAndRefusesWhatIsNoJson() {
        var deep = "{\"files\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        for (var body : List.of(deep, "{\"files\":{\"a\":1,\"a\":2}}", "{\"fils\":{}}", "nonsense", "null", "{} {}", "[]", "{\"files\":{\"a\":null}}")) {
            var answer = client.send("POST", "/v1/preview", body);
            assertThat(answer.status()).as(body.substring(0, Math.min(40, body.length()))).isIn(400, 422);
            assertThat(answer.code()).isEqualTo("invalid");
        }
    }

    @Test
    void endsConnectionsThatDripHeaders() throws Exception {
        try (var socket = new Socket(client.server.address().getAddress(), client.server.address().getPort())) {
            socket.setSoTimeout(10_000);
            try (var _ = dripping(socket.getOutputStream(), "GET /healthz HTTP/1.1\r\nX-Slow: " + "x".repeat(500) + "\r\n\r\n")) {
                assertThat(socket.getInputStream().read()).as("cut off, not answered").isEqualTo(-1);
            } catch (java.net.SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void endsBodiesThatDrip() throws Exception {
        try (var socket = new Socket(client.server.address().getAddress(), client.server.address().getPort())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(("POST /v1/preview HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Client.TOKEN + "\r\nContent-Length: 1000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try (var _ = dripping(out, " ".repeat(1_000))) {
                assertThat(firstLine(socket.getInputStream())).contains("408");
            }
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThatThrownBy(() -> ApiSettings.usual(new InetSocketAddress("0.0.0.0", 0), new Token(Client.TOKEN))).hasMessageContaining("loopback");
        assertThatThrownBy(() -> new Token("short")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheAddressItCannotHave() {
        assertThatThrownBy(() -> ApiServer.start(client.plane.plane, ApiSettings.usual(client.server.address(), new Token(Client.TOKEN))))
            .isInstanceOf(IOException.class).hasMessageContaining(":" + client.server.address().getPort());
    }

    @Test
    void countsRequestsByTemplateNotByName() {
        client.get("/v1/projects/secret-project-name");
        var metrics = client.get("/metrics").raw().body();
        assertThat(metrics).contains("plimsoll_http_requests_seconds_count{method=\"GET\",route=\"/v1/projects/{name}\",status=\"404\"} 1")
            .contains("plimsoll_resources{kind=\"assembly\"} 0").doesNotContain("secret-project-name");
    }

    /// Sends a letter every tenth of a second, well within what is allowed between two, until it is closed or the other side hangs up.
    private static Closeable dripping(OutputStream out, String text) {
        var left = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        var pace = Executors.newSingleThreadScheduledExecutor();
        pace.scheduleAtFixedRate(() -> {
            try {
                out.write(left.read());
                out.flush();
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        }, 0, 100, TimeUnit.MILLISECONDS);
        return pace::shutdownNow;
    }

    private static String firstLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /// Zeros, as many as asked for, without taking memory for them.
    private static final class Endless extends InputStream {
        private long left;

        Endless(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return new ByteArrayInputStream(new byte[count]).read(into, offset, count);
        }
    }

}

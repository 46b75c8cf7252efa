package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.metrics.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The door that machines knock at: over TLS, with little room, and with nothing else behind it.
final class MachineServerTest {
    private static final SimplePlane.Door DOOR = new SimplePlane.Door();
    private static HttpClient http;
    private static MachineServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var identity = identity(folder);
        http = HttpClient.newBuilder().sslContext(identity).version(HttpClient.Version.HTTP_1_1).build();
        server = MachineServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), identity, DOOR, new Meters());
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/machines/enrol,                             a-credential-for-tests, 10,     200, a request",
        "/v1/machines/enrol,                             a-credential-for-tests, 0,      422, nothing in the body",
        "/v1/machines/enrol,                             wrong,                  10,     401, nobody's credential",
        "/v1/machines/enrol,                             '',                     10,     401, no credential",
        "/v1/machines/enrol,                             a-credential-for-tests, 20000,  413, far more than a request",
        "/v1/machines/renew,                             a-credential-for-tests, 10,     200, a request",
        "/v1/machines/report?step=engine&outcome=begun,  a-credential-for-tests, 100,    204, a report",
        "/v1/machines/report?step=engine&outcome=begun,  a-credential-for-tests, 70000,  413, far more than fifty lines",
        "/v1/machines/report?step=engine&outcome=begun,  wrong,                  10,     401, nobody's report",
        "/v1/machines/follow?have=older,                 a-credential-for-tests, 10,     200, there is news",
        "/v1/machines/follow?have=newest,                a-credential-for-tests, 10,     204, there is none",
        "/v1/machines/follow?have=older,                 wrong,                  10,     401, nobody's question",
        "/v1/projects,                                   a-token-for-tests-0123456789, 0, 401, the rest of the API is elsewhere",
        "/v1/shutdown,                                   a-token-for-tests-0123456789, 0, 401, above all this",
        "/v1/openapi.json,                               a-token-for-tests-0123456789, 0, 401, and this"})
    void answers(String path, String credential, int length, int status, String why) throws Exception {
        assertThat(post(path, credential, "x".repeat(length)).statusCode()).as(why).isEqualTo(status);
    }

    @Test
    void what_is_reported_arrives() throws Exception {
        post("/v1/machines/report?step=engine&outcome=failed", SimplePlane.Door.CREDENTIAL, "one\ntwo\n");
        assertThat(DOOR.reports).anySatisfy(report -> {
            assertThat(report.step()).isEqualTo("engine");
            assertThat(report.outcome()).isEqualTo("failed");
            assertThat(report.text()).isEqualTo("one\ntwo\n");
        });
    }

    @Test
    void clear_text_gets_no_answer() {
        assertThatThrownBy(() -> http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.address().getPort() + "/v1/machines/enrol")).build(), BodyHandlers.ofString()))
            .isInstanceOf(IOException.class);
    }

    private static HttpResponse<String> post(String path, String credential, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.address().getPort() + path)).POST(BodyPublishers.ofString(body));
        return http.send((credential.isEmpty() ? request : request.header("Authorization", "Bearer " + credential)).build(), BodyHandlers.ofString());
    }

    /// A certificate for localhost that signs itself, made by the JDK's own program.
    private static SSLContext identity(Path folder) throws Exception {
        var file = folder.resolve("keys");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(List.of(keytool, "-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
            "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "for tests")).redirectErrorStream(true).start();
        assertThat(made.onExit().get().exitValue()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, "for tests".toCharArray());
        }
        store.setCertificateEntry("trusted", store.getCertificate("own"));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, "for tests".toCharArray());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

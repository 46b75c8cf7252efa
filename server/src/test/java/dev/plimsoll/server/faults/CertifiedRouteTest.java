package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.certificates.acme.Pebble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way: a route with TLS, a certificate made for it, an authority that looks for the proof through the ingress although the route sends everybody away, and the certificate shown there.
@Tag("haproxy")
class CertifiedRouteTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HOST = "shop.example.org";

    @Test
    void aRouteWithTlsIsServedWithACertificateOfTheAuthorityAndKeepsItWhenTheServerIsKilled(@TempDir Path folder) throws Exception {
        int web = FreePorts.one();
        int secure = FreePorts.one();
        try (var pebble = Pebble.lookingAt(web, Files.createDirectory(folder.resolve("pebble")), Map.of("PEBBLE_VA_NOSLEEP", "1"));
             var server = RealServer.started(folder.resolve("state"), Map.of(), "--entry", "web=127.0.0.1:" + web, "--entry", "websecure=127.0.0.1:" + secure)) {
            var declared = declared(pebble);
            Eventually.holds("it is applied", PATIENCE, () -> server.api().apply(declared).status() == 200, () -> server.api().apply(declared) + "\n" + server.log());
            Eventually.holds("the order is begun", PATIENCE, () -> !certificates(server).contains("\"items\":[]"), server::log);
            server.kill();
            server.start();

            Eventually.holds("the host shows its certificate", PATIENCE, () -> shown(secure).isPresent(), () -> certificates(server) + "\n" + server.log());

            assertThat(shown(secure).orElseThrow().getIssuerX500Principal().getName()).contains("Pebble");
            assertThat(server.log()).doesNotContain("PRIVATE KEY");
            server.api().send("DELETE", "/v1/projects/default/routes/shop", null);
            Eventually.holds("its certificate goes with the route", PATIENCE, () -> certificates(server).contains("\"items\":[]"), () -> certificates(server) + "\n" + server.log());
        }
    }

    private static String declared(Pebble pebble) {
        return """
            apiVersion: plimsoll/v1
            kind: Issuer
            metadata: {name: pebble}
            spec:
              default: true
              directory: %s
              trust: |
            %s
            ---
            apiVersion: plimsoll/v1
            kind: Route
            metadata: {name: shop}
            spec:
              match: Host(`%s`)
              entryPoints: [web, websecure]
              tls: {}
              access: {sources: {ranges: [192.0.2.0/24]}}
              redirects: [{type: scheme, host: www.example.org, permanent: true}]
            """.formatted(pebble.directory(), pebble.trust().indent(4).stripTrailing(), HOST);
    }

    private static String certificates(RealServer server) {
        return server.api().send("GET", "/v1/projects/default/certificates", null).toString().replace(" ", "");
    }

    /// What the ingress shows to who asks for the host; none when it turns him away.
    private static Optional<X509Certificate> shown(int port) {
        var shown = new AtomicReference<X509Certificate>();
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looking(shown)}, null);
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                var parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(HOST)));
                socket.setSSLParameters(parameters);
                socket.startHandshake();
            }
        } catch (IOException | GeneralSecurityException turnedAway) {
            return Optional.empty();
        }
        return Optional.ofNullable(shown.get());
    }

    /// Trusts everybody, and keeps what it was shown.
    private static final class Looking extends X509ExtendedTrustManager {
        private final AtomicReference<X509Certificate> shown;

        Looking(AtomicReference<X509Certificate> shown) {
            this.shown = shown;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            shown.set(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            shown.set(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.set(chain[0]);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new IllegalStateException("nobody is asked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new IllegalStateException("nobody is asked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("nobody is asked here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

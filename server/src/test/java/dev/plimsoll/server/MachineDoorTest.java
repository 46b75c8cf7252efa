package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server with an address for machines.
final class MachineDoorTest {
    @TempDir
    private Path state;

    @Test
    void the_authority_is_shown_and_stays_the_same_over_restarts() throws Exception {
        int port = free();
        var first = knock(port, List.of("--machines", "127.0.0.1:" + port));
        var second = knock(port, List.of("--machines", "127.0.0.1:" + port));
        assertThat(first.answer).startsWith("HTTP/1.1 401").contains("urn:plimsoll:unauthorized");
        assertThat(first.chain[0].getSubjectAlternativeNames().toString()).isEqualTo("[[7, 127.0.0.1]]");
        assertThat(first.chain).hasSize(2);
        assertThat(second.chain[1]).isEqualTo(first.chain[1]);
        assertThat(second.chain[0]).as("the door's own key is new with each start").isNotEqualTo(first.chain[0]);
        assertThatThrownBy(() -> knock(port, List.of())).as("not unless asked for").isInstanceOf(IOException.class);
    }

    private record Knock(X509Certificate[] chain, String answer) {}

    private Knock knock(int port, List<String> options) throws Exception {
        var all = new java.util.ArrayList<>(List.of("--state", state.toString(), "--simulated", "--instantly"));
        all.addAll(options);
        var server = ControlPlaneServer.start(ServerOptions.parse(all));
        var serving = Thread.ofVirtual().start(() -> {
            try {
                server.serve();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        var shown = new Shown();
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {shown}, null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("POST /v1/machines/enrol HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer nobody\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
            return new Knock(shown.chain, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            server.stop();
            serving.join();
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Believes everybody, and remembers what was shown.
    private static final class Shown extends X509ExtendedTrustManager {
        private X509Certificate[] chain = {};

        @Override
        public void checkServerTrusted(X509Certificate[] given, String authType) {
            chain = given;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] given, String authType, Socket socket) {
            chain = given;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] given, String authType, SSLEngine engine) {
            chain = given;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] given, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] given, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] given, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package dev.plimsoll.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.MovableClock;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/// Who may talk to whom, tried over real TLS connections.
final class MutualTlsTest {
    private static final String MACHINE = MachineName.of(new Key(Kind.COMPONENT, "default", "worker-1"), "first");
    private static final String OTHER = MachineName.of(new Key(Kind.COMPONENT, "default", "worker-1"), "second");

    private final SecureRandom random = new SecureRandom();
    private final Authority authority = Authority.fresh("test", Clock.systemUTC(), random);
    private final Identities identities = new Identities(authority, Clock.systemUTC(), random);

    @Test
    void the_control_plane_reaches_its_machine() throws Exception {
        assertThat(said(machine(authority, MACHINE), identities.toMachine(MACHINE))).isEqualTo("hello");
    }

    @Test
    void another_machine_of_ours_is_not_taken_for_it() {
        assertThatThrownBy(() -> said(machine(authority, OTHER), identities.toMachine(MACHINE))).isInstanceOf(IOException.class)
            .hasStackTraceContaining("another machine than " + MACHINE);
    }

    @Test
    void a_machine_of_another_authority_is_not_trusted() {
        var foreign = Authority.fresh("foreign", Clock.systemUTC(), random);
        assertThatThrownBy(() -> said(machine(foreign, MACHINE), identities.toMachine(MACHINE))).isInstanceOf(IOException.class)
            .hasStackTraceContaining("no machine of this control plane");
    }

    @Test
    void a_machine_commands_no_other_machine_with_its_own_certificate() {
        var keys = Requests.key();
        var own = context(authority, keys, authority.server("worker-2", keys.getPublic(), Duration.ofDays(1), new ServerNames(List.of(OTHER), List.of())));
        assertThatThrownBy(() -> said(machine(authority, MACHINE), own)).isInstanceOf(IOException.class);
    }

    @Test
    void keys_are_replaced_long_before_they_end_and_a_handshake_keeps_its_own() {
        var clock = new MovableClock();
        var made = Authority.fresh("test", clock, random);
        var life = Duration.ofDays(7);
        var keys = new RotatingKeys(made, clock, life, random, key -> made.client("plane", key, life));
        var first = keys.chooseEngineClientAlias(null, null, null);
        var certificate = keys.getCertificateChain(first)[0];
        clock.move(Duration.ofDays(4));
        assertThat(keys.chooseEngineClientAlias(null, null, null)).isEqualTo(first);
        clock.move(Duration.ofDays(1));
        var second = keys.chooseEngineClientAlias(null, null, null);
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.getCertificateChain(first)[0]).isEqualTo(certificate);
        assertThat(keys.getCertificateChain(second)[0].getNotAfter().toInstant()).isEqualTo(clock.instant().plus(life));
    }

    /// An engine's TLS as dockerd has it: clients need a certificate of the authority.
    private SSLContext machine(Authority by, String name) {
        var keys = Requests.key();
        return context(by, keys, by.server("worker-1", keys.getPublic(), Duration.ofDays(1), new ServerNames(List.of(name), List.of("127.0.0.1"))));
    }

    private static SSLContext context(Authority by, KeyPair keys, X509Certificate certificate) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
            store.setCertificateEntry("authority", by.certificate());
            var own = KeyManagerFactory.getInstance("PKIX");
            own.init(store, new char[0]);
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static String said(SSLContext machine, SSLContext client) throws IOException {
        try (var listening = (SSLServerSocket) machine.getServerSocketFactory().createServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            var server = Thread.ofVirtual().start(() -> {
                try (var accepted = listening.accept()) {
                    accepted.getOutputStream().write("hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException refused) {
                    // The client's side tells.
                }
            });
            try (var socket = (SSLSocket) client.getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                var line = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip();
                if (line.isEmpty()) {
                    throw new IOException("the server hung up");
                }
                return line;
            } finally {
                server.interrupt();
            }
        }
    }
}

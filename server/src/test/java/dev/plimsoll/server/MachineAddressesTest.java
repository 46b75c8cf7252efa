package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.plimsoll.authority.Identities;
import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.authority.ServerNames;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The way to the engines of machines over mutual TLS: the certificate names the machine, and no address.
final class MachineAddressesTest {
    private static final Key MACHINE = new Key(Kind.MACHINE, "default", "worker-1");
    /// Addresses of this host that nobody else uses.
    private static final String FIRST = "127.91.17.1";
    private static final String SECOND = "127.91.17.2";

    private final SecureRandom random = new SecureRandom();
    private final VersionedStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());
    private final Mirror mirror = WatchedMirror.of(store);
    private final KeptAuthority kept = KeptAuthority.open(store,
        new FileVault(new byte[FileVault.KEY_BYTES]), Clock.systemUTC(), random);
    private final MachineAddresses addresses = new MachineAddresses(mirror, new Identities(kept.authority(), Clock.systemUTC(), random));
    private Optional<HttpsServer> engine = Optional.empty();

    @AfterEach
    void close() {
        engine.ifPresent(e -> e.stop(0));
        mirror.close();
    }

    @Test
    void itsEngineIsReachedAtWhateverAddressItHasAndAnotherMachineIsNotTakenForIt() throws Exception {
        assertThat(addresses.of(MACHINE)).isEmpty();
        told("operation-1");
        assertThat(addresses.of(MACHINE)).as("without an address").isEmpty();

        told("operation-1", FIRST);
        engine = Optional.of(engine(FIRST, "operation-1"));
        try (var wire = new Wire(addresses.of(MACHINE).orElseThrow())) {
            assertThat(wire.ask(Call.get("ask its version", Route.to("/version"))).json().path("ApiVersion").asText()).isEqualTo("1.41");
            // A connection that is kept, and one with a body.
            assertThat(wire.ask(Call.post("tell something", Route.to("/anything")).json(List.of(1, 2))).json().path("ApiVersion").asText()).isEqualTo("1.41");
        }
        assertThat(addresses.of(MACHINE)).as("the very same, so that whoever keeps connections by address keeps one").isEqualTo(addresses.of(MACHINE));

        told("operation-2", FIRST);
        try (var wire = new Wire(addresses.of(MACHINE).orElseThrow())) {
            assertThatThrownBy(() -> wire.ask(Call.get("ask its version", Route.to("/version")))).as("what answers there is its predecessor").isInstanceOf(EngineFailure.Unreachable.class)
                .hasMessageContaining("another machine than");
        }
        assertThat(addresses.of(MACHINE, "operation-1")).isEmpty();
        assertThat(addresses.of(MACHINE, "operation-2")).isPresent();
    }

    @Test
    void oneOfSeveralThatIsAnotherMachineIsPassedOver() throws Exception {
        told("operation-1", FIRST);
        var silent = addresses.of(MACHINE).orElseThrow();
        told("operation-2", SECOND);
        engine = Optional.of(engine(SECOND, "operation-2"));
        try (var wire = new Wire(List.of(silent, addresses.of(MACHINE).orElseThrow()))) {
            assertThat(wire.ask(Call.get("ask its version", Route.to("/version"))).ok()).isTrue();
            assertThat(wire.address().toString()).isEqualTo("tcp://" + SECOND + ":2376");
        }
    }

    private void told(String operation, String... known) throws InterruptedException {
        store.commit(List.of(new Write.Put(Resource.declared(Metadata.named("default", "worker-1"), new MachineSpec(null, "here", null, null, false, null)), Write.Expected.ANYTHING)), Optional.empty());
        var intent = new Intent(operation, "", Instant.EPOCH, null, null);
        store.commit(List.of(new Write.PutStatus(MACHINE, new MachineStatus(1, null, Optional.of(intent), "ready", null, List.of(known), null, null, null, null), Write.Expected.PRESENT)), Optional.empty());
        mirror.await(store.revision());
    }

    /// An engine as dockerd is behind TLS: it asks for a certificate of the authority.
    private HttpsServer engine(String address, String operation) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var keys = generator.generateKeyPair();
        var certificate = kept.authority().server("worker-1", keys.getPublic(), Duration.ofDays(1), new ServerNames(List.of(MachineName.of(MACHINE, operation), "worker-1"), List.of()));
        var authority = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(kept.authority().certificatePem().getBytes(StandardCharsets.US_ASCII)));
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setKeyEntry("own", keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
        trusted.setCertificateEntry("authority", authority);
        var own = KeyManagerFactory.getInstance("PKIX");
        own.init(trusted, new char[0]);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), random);
        var server = HttpsServer.create(new InetSocketAddress(address, 2376), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                var text = "{\"ApiVersion\": \"1.41\"}".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        });
        server.start();
        return server;
    }
}

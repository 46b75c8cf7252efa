package dev.plimsoll.engines.docker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.plimsoll.engines.docker.swarm.Logins;
import dev.plimsoll.engines.docker.swarm.Machines;
import dev.plimsoll.engines.docker.swarm.SwarmEngine;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine or a swarm's manager behind mutual TLS, with the certificates that the `docker` command would use: the address has to be named.
class CertificatesTest {
    private final KeyPair authority = keys();
    private final KeyPair client = keys();
    private HttpsServer engine;
    private Path folder;

    @BeforeEach
    void certificates(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", signed("authority", authority, "").getEncoded()));
        Files.writeString(folder.resolve("cert.pem"), pem("CERTIFICATE", signed("client", client, "").getEncoded()));
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", client.getPrivate().getEncoded()));
    }

    @AfterEach
    void close() {
        engine.stop(0);
    }

    @Test
    void aManagerIsReachedWithTheCertificatesOfTheEnvironment() throws Exception {
        engine = engine("127.0.0.1");
        try (var swarm = new SwarmEngine(List.of(DockerAddress.of("tcp://127.0.0.1:" + engine.getAddress().getPort(), environment())), Machines.NONE, Logins.NONE, Clock.systemUTC())) {
            assertThat(swarm.facts().details()).containsEntry("managers", "1").containsEntry("machines", "1 of 1 ready");
            assertThat(swarm.facts().address()).isEqualTo("tcp://127.0.0.1:" + engine.getAddress().getPort());
        }
    }

    @Test
    void oneWhoseCertificateNamesAnotherAddressIsNotBelieved() throws Exception {
        engine = engine("127.0.0.9");
        try (var wire = new Wire(DockerAddress.of("tcp://127.0.0.1:" + engine.getAddress().getPort(), environment()))) {
            assertThatThrownBy(() -> wire.ask(Call.get("ask its version", Route.to("/version")))).isInstanceOf(EngineFailure.Unreachable.class).hasMessageContaining("certificates");
        }
    }

    @Test
    void whoShowsNoCertificateIsNotLetIn() throws Exception {
        engine = engine("127.0.0.1");
        var address = "tcp://127.0.0.1:" + engine.getAddress().getPort();
        try (var wire = new Wire(DockerAddress.of(address, Map.of("DOCKER_CERT_PATH", folder.toString())))) {
            assertThatThrownBy(() -> wire.ask(Call.get("ask its version", Route.to("/version")))).as("TLS is not asked for").isInstanceOf(EngineFailure.class);
        }
        assertThat(DockerAddress.of("unix:///var/run/docker.sock", environment()).tls()).isEmpty();
    }

    private Map<String, String> environment() {
        return Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", folder.toString());
    }

    private HttpsServer engine(String named) throws Exception {
        var own = keys();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.getPrivate(), new char[0], new X509Certificate[] {signed("engine", own, named)});
        store.setCertificateEntry("authority", signed("authority", authority, ""));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
                var text = (exchange.getRequestURI().getPath().endsWith("/nodes") ? "[{\"Spec\": {\"Role\": \"manager\"}, \"Status\": {\"State\": \"ready\"}}]"
                    : "{\"ApiVersion\": \"1.41\", \"Version\": \"20.10\", \"ServerVersion\": \"20.10\"}").getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        });
        server.start();
        return server;
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private X509Certificate signed(String subject, KeyPair its, String address) throws Exception {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(new X500Name("CN=authority"), BigInteger.valueOf(subject.hashCode() & 0xffff), Date.from(now.minusSeconds(60)), Date.from(now.plusSeconds(3_600)),
            new X500Name("CN=" + subject), its.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(its == authority));
        if (!address.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
        }
        return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    }

    private static String pem(String what, byte[] der) throws IOException {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }
}

package dev.plimsoll.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.clouds.openstack.small.SmallOpenStack;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cloud whose certificate nobody has signed but itself is believed by who was given it, and by nobody else.
class OwnAuthorityTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void its_certificate_is_believed_when_the_secret_holds_it(@TempDir Path folder) throws Exception {
        var keys = keys(folder);
        var pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(keys.getCertificate("cloud").getEncoded()) + "\n-----END CERTIFICATE-----\n";
        try (var small = new SmallOpenStack(Clock.systemUTC(), Optional.of(shown(keys)))) {
            assertThat(listed(small, Map.of("ca", pem))).isZero();
            assertThatThrownBy(() -> listed(small, Map.of())).isInstanceOf(CloudFailure.Unreachable.class).hasMessageContaining("when the secret's entry ca holds that authority's");
        }
    }

    private static int listed(SmallOpenStack small, Map<String, String> more) {
        var secret = new HashMap<>(Map.of("user", new SecretText("demo"), "password", new SecretText("demo-pw")));
        more.forEach((name, value) -> secret.put(name, new SecretText(value)));
        try (var cloud = new OpenStackClouds(Clock.systemUTC()).open(SmallRegion.access(small, secret, Map.of("project", "demo")))) {
            return cloud.list("plane", CloudKind.MACHINE).size();
        }
    }

    /// By the JDK's own keytool: the JDK has no other means to make a certificate.
    private static KeyStore keys(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("cloud.p12");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "cloud", "-keyalg", "EC", "-dname", "CN=cloud",
            "-ext", "SAN=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext shown(KeyStore keys) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

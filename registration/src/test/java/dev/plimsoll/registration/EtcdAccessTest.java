package dev.plimsoll.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.announcement.KeyChange;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An etcd that asks who one is, by name and password or by certificate.
@Tag("validators")
class EtcdAccessTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String PASSWORD = "correct horse";
    /// Base64 of `/services/` and of what comes after everything below it.
    private static final String OURS = "\"key\":\"L3NlcnZpY2VzLw==\",\"range_end\":\"L3NlcnZpY2VzMA==\"";

    @TempDir
    private Path folder;

    private static Keyspace open(AnnouncementSpec spec, Map<String, String> secrets) {
        var sealed = new HashMap<String, SecretText>();
        secrets.forEach((name, value) -> sealed.put(name, new SecretText(value)));
        return EtcdKeyspace.open(new Keyspaces.Access(new Key(Kind.ANNOUNCEMENT, "default", "etcd"), spec, sealed));
    }

    @Test
    void aUserMayWriteWhatItsRoleMayAndNothingElse() throws Exception {
        try (var etcd = Etcd.started(folder)) {
            etcd.put("/other/1", "foreign");
            etcd.post("/v3/auth/role/add", "{\"name\":\"services\"}");
            etcd.post("/v3/auth/role/grant", "{\"name\":\"services\",\"perm\":{\"permType\":\"READWRITE\"," + OURS + "}}");
            for (var user : List.of("root", "plimsoll")) {
                etcd.post("/v3/auth/user/add", "{\"name\":\"" + user + "\",\"password\":\"" + PASSWORD + "\"}");
            }
            etcd.post("/v3/auth/role/add", "{\"name\":\"root\"}");
            etcd.post("/v3/auth/user/grant", "{\"user\":\"root\",\"role\":\"root\"}");
            etcd.post("/v3/auth/user/grant", "{\"user\":\"plimsoll\",\"role\":\"services\"}");
            etcd.post("/v3/auth/enable", "{}");

            var spec = AnnouncementSpec.at(etcd.address());
            try (var keyspace = open(spec, Map.of("user", "plimsoll", "password", PASSWORD))) {
                writesAndLists(keyspace);
            }
            denied(spec, Map.of("user", "plimsoll", "password", "wrong horse"));
            denied(spec, Map.of());
            denied(spec.withPrefix("/other/"), Map.of("user", "plimsoll", "password", PASSWORD));
        }
    }

    private static void denied(AnnouncementSpec spec, Map<String, String> secrets) {
        try (var keyspace = open(spec, secrets)) {
            assertThatThrownBy(keyspace::list).isInstanceOf(RegisterFailure.Denied.class).hasMessageNotContaining("horse");
        }
    }

    @Test
    void certificatesAreShownAndChecked() throws Exception {
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-keyout", "key.pem", "-out", "certificate.pem", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1");
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        var settings = List.of("--cert-file", certificate.toString(), "--key-file", key.toString(), "--trusted-ca-file", certificate.toString(), "--client-cert-auth");
        try (var etcd = Etcd.withTls(folder, settings)) {
            var spec = AnnouncementSpec.at(etcd.address());
            var all = Map.of("ca", Files.readString(certificate), "certificate", Files.readString(certificate), "key", Files.readString(key));
            try (var keyspace = open(spec, all)) {
                awaitAnswer(keyspace);
                writesAndLists(keyspace);
            }
            try (var stranger = open(spec, Map.of("ca", Files.readString(certificate)))) {
                assertThatThrownBy(stranger::list).isInstanceOf(RegisterFailure.Unreachable.class);
            }
            try (var careful = open(spec, Map.of())) {
                assertThatThrownBy(careful::list).isInstanceOf(RegisterFailure.Unreachable.class).hasMessageContaining("TLS");
            }
        }
    }

    @Test
    void whatCannotBeUsedIsSaidBeforeAnythingIsSent() {
        var away = AnnouncementSpec.at("http://etcd.example.org:2379");
        invalid(away, Map.of("user", "plimsoll", "password", PASSWORD), "in the clear");
        invalid(AnnouncementSpec.at("https://etcd.example.org:2379"), Map.of("user", "plimsoll"), "user and password");
        invalid(away, Map.of("ca", "nonsense"), "entry ca holds no certificates");
        invalid(away, Map.of("certificate", "nonsense"), "certificate and key");
    }

    private static void invalid(AnnouncementSpec spec, Map<String, String> secrets, String sentence) {
        assertThatThrownBy(() -> open(spec, secrets)).isInstanceOfSatisfying(RegisterFailure.Rejected.class, f -> assertThat(f.code()).isEqualTo("InvalidAnnouncement")).hasMessageContaining(sentence)
            .hasMessageNotContaining("nonsense").hasMessageNotContaining(PASSWORD);
    }

    private static void writesAndLists(Keyspace keyspace) {
        keyspace.renew(7, LONG);
        assertThat(keyspace.change(List.of(new KeyChange.Write("/services/web/1", "here", 7, Optional.empty())))).isTrue();
        assertThat(keyspace.list()).singleElement().matches(k -> k.value().equals("here"), "written");
    }

    private static void awaitAnswer(Keyspace keyspace) throws InterruptedException {
        for (long end = System.nanoTime() + Duration.ofMinutes(2).toNanos(); System.nanoTime() < end; TimeUnit.MILLISECONDS.sleep(100)) {
            try {
                keyspace.list();
                return;
            } catch (RegisterFailure.Unreachable notYet) {
                // It is starting; the last word has who asks next.
            }
        }
    }

    private void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("output.txt").toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(folder.resolve("output.txt"))).isZero();
    }
}

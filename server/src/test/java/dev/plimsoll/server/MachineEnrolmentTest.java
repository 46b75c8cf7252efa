package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.authority.enrolment.Enrolments;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.machine.MachineSetup;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.planning.ingress.Certificates;
import dev.plimsoll.ports.cloud.Onboarding.Progress;
import dev.plimsoll.ports.simulated.SimulatedIngress;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a machine, with nothing in it that is not real but the machine itself, which is a container: user data, cloud-init, the script,
/// the door, the certificate, dockerd, and the Engine API over mutual TLS.
@Tag("docker")
final class MachineEnrolmentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "planted-registry-password";
    private static final String OPERATION = "operation-1";
    private static final Key MACHINE = new Key(Kind.MACHINE, "default", "worker-1");

    private final VersionedStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());
    private final Mirror mirror = WatchedMirror.of(store);
    private final FileVault vault = new FileVault(new byte[FileVault.KEY_BYTES]);
    private final LinkedBlockingQueue<Key> heard = new LinkedBlockingQueue<>();
    private MachineBox box;
    private MachineSide side;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        box = new MachineBox(folder);
        side = MachineSide.open(new MachineAddress(new InetSocketAddress(box.outside(), 0), Optional.empty()), new Enrolments.Records(store, vault, Optional::empty), mirror,
            new MachineSide.Surfaces(Clock.systemUTC(), new Meters(), new AllIngresses(new SimulatedIngress(), ServerOptions.parse(List.of("--state", folder.toString())),
                new AllIngresses.Reading(mirror, Certificates.NONE, Clock.systemUTC()), new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))));
        side.onReport(heard::add);
    }

    @AfterEach
    void close() {
        side.close();
        mirror.close();
        box.close();
    }

    @Test
    void a_machine_boots_enrols_and_its_engine_answers_the_control_plane_and_nobody_else() throws Exception {
        store.commit(List.of(new Write.Put(Resource.declared(Metadata.named("default", "registry"),
            vault.seal(new SecretSpec(Map.of("registry", "registry.example.org", "user", "ci", "password", PASSWORD)))), Write.Expected.ABSENT)), Optional.empty());
        var userData = userData(new MachineSetup(Optional.empty(), List.of(new MachineSetup.File("/etc/motd", Optional.of("hello"), null, null, null, 0644)), null,
            List.of(new MachineSetup.User("ops", List.of("sudo"), List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGxvbmcgZW5vdWdoIHRvIGJlIGEga2V5IQAA ops"))), null, Map.of(),
            List.of("registry"), true, false));
        assertThat(userData).doesNotContain(PASSWORD);
        assertThat(progress().state()).isEqualTo(Progress.State.SILENT);
        box.boot(userData);
        awaitReady();
        var engine = URI.create("https://" + box.address() + ":2376/version");
        var us = side.identities().toMachine(MachineName.of(MACHINE, OPERATION));
        assertThat(get(us, engine).body()).contains("ApiVersion");
        var serial = box.said("openssl x509 -in /etc/plimsoll/engine.pem -noout -serial");

        assertThatThrownBy(() -> get(side.identities().toMachine(MachineName.of(MACHINE, "another")), engine)).as("another machine is expected there").isInstanceOf(IOException.class);
        assertThat(box.said("curl -sk --max-time 5 https://127.0.0.1:2376/version; echo $?")).as("nobody's client").doesNotContain("ApiVersion");
        assertThat(box.said("curl -sk --max-time 5 --cert /etc/plimsoll/engine.pem --key /etc/plimsoll/engine.key https://127.0.0.1:2376/version; echo $?"))
            .as("a machine's own certificate commands no engine").doesNotContain("ApiVersion");

        assertThat(box.said("ls /etc/plimsoll")).doesNotContain("credential").contains("token");
        assertThat(box.said("stat -c '%a %n' /etc/plimsoll/engine.key /etc/plimsoll/token /root/.docker/config.json")).isEqualTo(
            "600 /etc/plimsoll/engine.key\n600 /etc/plimsoll/token\n600 /root/.docker/config.json\n");
        assertThat(box.said("cat /root/.docker/config.json")).contains(Base64.getEncoder().encodeToString(("ci:" + PASSWORD).getBytes()));
        assertThat(box.said("cat /etc/motd; hostname; id -nG ops")).contains("hello").contains("worker-1").contains("sudo");
        assertThat(box.said("nft list table inet plimsoll")).contains("policy drop").contains("tcp dport 2376 accept");
        assertThat(box.said("cat /var/log/plimsoll-machine.log")).doesNotContain("Bearer").doesNotContain(PASSWORD);

        box.said("sed 's/^renew_within=.*/renew_within=99999999/' /opt/plimsoll/machine >/tmp/early && sh /tmp/early renew");
        var renewed = box.said("openssl x509 -in /etc/plimsoll/engine.pem -noout -serial");
        assertThat(renewed).as("renewed, because it ends within three years").isNotEqualTo(serial);

        heard.clear();
        box.powerCycle();
        awaitReady();
        assertThat(get(us, URI.create("https://" + box.address() + ":2376/version")).statusCode()).isEqualTo(200);
        assertThat(box.said("openssl x509 -in /etc/plimsoll/engine.pem -noout -serial")).as("enrolled once").isEqualTo(renewed);

        side.close();
        box.powerCycle();
        awaitEngine(us);
    }

    @Test
    void a_machine_that_fails_says_so_with_the_lines_that_tell_why() throws Exception {
        var userData = userData(new MachineSetup(Optional.empty(), null, null, null, null, Map.of("storage-driver", "\"planted-nonsense\""), null, false, false));
        box.boot(userData);
        var failed = await(Progress.State.FAILED);
        assertThat(failed.step()).isEqualTo("engine");
        assertThat(failed.lines()).hasSizeBetween(5, 50).anySatisfy(line -> assertThat(line).contains("planted-nonsense"));
        // The last line says when the script ended: 2026-01-01T00:00:00Z engine: failed (exit code 1)
        var ended = Instant.parse(failed.lines().getLast().split(" ")[0]);
        assertThat(Duration.between(ended, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    private String userData(MachineSetup setup) {
        var plain = MachineTemplate.PLAIN;
        var template = new MachineTemplate("small", null, "debian", null, null, null, false, null, setup, plain.readyWithin(), plain.tries());
        var machine = Resource.declared(Metadata.named("default", "worker-1"), new MachineSpec(Optional.empty(), "here", Optional.empty(), Optional.empty(), false, template));
        var stored = store.commit(List.of(new Write.Put(machine, Write.Expected.ABSENT)), Optional.empty()).getFirst();
        return side.onboarding().userData(stored, OPERATION).reveal();
    }

    private Progress progress() {
        return side.onboarding().progress(MACHINE, OPERATION).orElseThrow();
    }

    private void awaitReady() throws InterruptedException {
        await(Progress.State.READY);
    }

    /// Looks again after each report, and at what was reported before only when nothing more comes.
    private Progress await(Progress.State wanted) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (heard.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS) != null) {
            var progress = progress();
            if (progress.state() == wanted) {
                return progress;
            }
            assertThat(progress.state()).as("%s%n%s", progress.lines(), box.logs()).isEqualTo(Progress.State.UNDER_WAY);
        }
        throw new AssertionError("the machine is " + progress() + "\n" + box.logs());
    }

    /// Nobody is there to hear a report, and the machine comes up all the same.
    private void awaitEngine(SSLContext us) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertThat(get(us, URI.create("https://" + box.address() + ":2376/version")).statusCode()).isEqualTo(200);
                return;
            } catch (IOException notYet) {
                assertThat(System.nanoTime()).as("the engine answers without a control plane: %s%n%s", notYet, box.logs()).isLessThan(until);
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private static HttpResponse<String> get(SSLContext context, URI uri) throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder().sslContext(context).build()) {
            return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        }
    }
}

package dev.plimsoll.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.clouds.openstack.wire.Account;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Login;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Habits of a real OpenStack on which the small one of the other tests is modelled.
@Tag("lab")
class OpenStackLabHabitsTest {
    private static final String PLANE = "plimsoll-test-habits-" + ProcessHandle.current().pid();
    private static final String IDENTITY = "http://127.0.0.1:5000/v3";
    private static final long PATIENCE = 120_000_000_000L;

    private Cloud cloud;
    private Api hands;

    @BeforeEach
    void connect() {
        assumeTrue(Lab.up(), "no OpenStack answers here; labs/openstack/up.sh brings one up");
        cloud = Lab.cloud();
        hands = Lab.hands();
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        if (cloud != null) {
            for (var kind : List.of(CloudKind.FLOATING_IP, CloudKind.MACHINE, CloudKind.NETWORK)) {
                cloud.list(PLANE, kind).forEach(o -> cloud.remove(PLANE, CloudRef.to(o)));
                until(() -> cloud.list(PLANE, kind), List::isEmpty);
            }
            cloud.close();
            hands.close();
        }
    }

    private static <T> T until(java.util.function.Supplier<T> look, Predicate<T> so) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (true) {
            var seen = look.get();
            if (so.test(seen)) {
                return seen;
            }
            assertThat(System.nanoTime()).as("never so: %s", seen).isLessThan(end);
            Thread.sleep(200);
        }
    }

    private CloudObject.Machine machine(String id, Predicate<CloudObject.Machine> so) throws InterruptedException {
        return until(() -> cloud.list(PLANE, CloudKind.MACHINE).stream().filter(m -> m.id().equals(id)).map(CloudObject.Machine.class::cast).findFirst(), m -> m.filter(so).isPresent()).orElseThrow();
    }

    private static CloudPart.Machine part(String operation, String flavor, String userData) {
        var like = OpenStackTroubleTest.machine(operation, flavor, userData);
        var stamp = like.stamp();
        return new CloudPart.Machine(like.name(), new dev.plimsoll.model.cloud.CloudStamp(PLANE, stamp.owner(), stamp.uid(), stamp.hash(), operation), like.zone(), flavor, like.image(), like.networks(), List.of(),
            List.of(), like.userData(), Map.of());
    }

    @Test
    void a_machine_that_fits_nowhere_says_so_in_the_clouds_own_words() throws InterruptedException {
        var id = cloud.create(part("fits-nowhere", "x.never-fits", ""));

        var failed = machine(id, m -> m.phase() instanceof CloudPhase.Failed);

        assertThat(failed.phase()).isInstanceOfSatisfying(CloudPhase.Failed.class, f -> {
            assertThat(f.reason()).startsWith("No valid host was found.");
            assertThat(f.noRoom()).isTrue();
        });
    }

    @Test
    void user_data_arrives_as_it_was_sent() {
        var sent = "#cloud-config\nruncmd: [[touch, /it-ran]]\n# üñí\n";
        var id = cloud.create(part("user-data", "m1.tiny", sent));
        var admin = new Account("lab", IDENTITY, Optional.of("RegionOne"), "public", new Login.Password(new Login.Named("admin", "Default"), new Login.Named("admin", "Default"),
            new SecretText("admin-pw")), Optional.empty());
        try (var root = new Api(admin, Clock.systemUTC())) {
            var stored = root.ask(Ask.get("look", Service.COMPUTE, Route.to("/servers/{}", id))).path("server").path("OS-EXT-SRV-ATTR:user_data").asText();
            assertThat(new String(Base64.getDecoder().decode(stored), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(sent);
        }
    }

    @Test
    void user_data_that_is_too_large_is_refused_before_it_is_sent() {
        assertThatThrownBy(() -> cloud.create(part("large", "m1.tiny", "x".repeat(60_000)))).isInstanceOfSatisfying(CloudFailure.Rejected.class, f -> assertThat(f.code()).isEqualTo("UserDataTooLarge"));
    }

    @Test
    void a_revoked_token_is_renewed() throws Exception {
        cloud.list(PLANE, CloudKind.MACHINE);
        var revoked = hands.session().token().reveal();
        hands.ask(Ask.get("look", Service.COMPUTE, Route.to("/limits")));
        var answer = identity("DELETE", "/auth/tokens", revoked, Map.of(), Optional.of(revoked));
        assertThat(answer.statusCode()).isEqualTo(204);

        until(() -> {
            hands.ask(Ask.get("look", Service.COMPUTE, Route.to("/limits")));
            return hands.session().token().reveal();
        }, now -> !now.equals(revoked));
    }

    @Test
    void an_application_credential_does_as_well_and_ends_when_it_is_taken_back() throws Exception {
        var token = hands.session().token().reveal();
        var user = Json.parse(identity("GET", "/auth/tokens", token, Map.of(), Optional.of(token)).body().getBytes(java.nio.charset.StandardCharsets.UTF_8)).at("/token/user/id").asText();
        var made = Json.parse(identity("POST", "/users/" + user + "/application_credentials", token, Map.of("application_credential", Map.of("name", PLANE)), Optional.empty()).body()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8)).path("application_credential");
        try (var other = new OpenStackClouds(Clock.systemUTC()).open(Lab.access(Map.of("applicationCredentialId", new SecretText(made.path("id").asText()),
                "applicationCredentialSecret", new SecretText(made.path("secret").asText())), Map.of()))) {
            assertThat(other.facts().account()).isEqualTo("demo (demo)");
            assertThat(identity("DELETE", "/users/" + user + "/application_credentials/" + made.path("id").asText(), token, Map.of(), Optional.empty()).statusCode()).isEqualTo(204);
        }
        try (var other = new OpenStackClouds(Clock.systemUTC()).open(Lab.access(Map.of("applicationCredentialId", new SecretText(made.path("id").asText()),
                "applicationCredentialSecret", new SecretText(made.path("secret").asText())), Map.of()))) {
            assertThatThrownBy(other::facts).isInstanceOf(CloudFailure.Denied.class).hasMessageStartingWith("cannot log in as application credential " + made.path("id").asText());
        }
    }

    @Test
    void a_floating_ip_outlives_the_machine_it_led_to() throws InterruptedException {
        var stamp = OpenStackTroubleTest.stamp(Kind.FLOATING_IP, "front", "front");
        var ours = new dev.plimsoll.model.cloud.CloudStamp(PLANE, stamp.owner(), stamp.uid(), stamp.hash(), stamp.operation());
        var id = cloud.create(part("behind", "m1.tiny", ""));
        machine(id, m -> m.phase().equals(CloudPhase.READY));
        var address = cloud.create(new CloudPart.FloatingIp("front", ours, Optional.of("public"), Optional.empty()));
        cloud.change(address, new CloudPart.FloatingIp("front", ours, Optional.of("public"), Optional.of(id)));
        machine(id, m -> !m.publicAddresses().isEmpty());

        cloud.remove(PLANE, new CloudRef(CloudKind.MACHINE, id));

        until(() -> cloud.list(PLANE, CloudKind.FLOATING_IP), l -> l.size() == 1 && ((CloudObject.FloatingIp) l.getFirst()).machine().isEmpty());
    }

    @Test
    void it_tells_what_it_offers() {
        var facts = cloud.facts();

        assertThat(facts.version()).isEqualTo("OpenStack, compute API 2.93");
        assertThat(facts.account()).isEqualTo("demo (demo)");
        assertThat(facts.abilities()).containsExactlyInAnyOrder(CloudAbility.values());
        assertThat(facts.zones()).containsExactly("nova");
        assertThat(facts.flavors()).contains(new Flavor("m1.tiny", 1, 512L << 20, 1L << 30), new Flavor("m1.small", 1, 2L << 30, 20L << 30));
        assertThat(facts.images()).containsExactly("debian-12");
        assertThat(facts.quotas()).anySatisfy(q -> assertThat(q.name() + q.limit()).isEqualTo("machines10")).anySatisfy(q -> assertThat(q.name() + q.limit()).isEqualTo("floating IPs50"));
        assertThat(facts.details()).containsEntry("upstreams", "public");
    }

    /// What no adapter needs.
    private static HttpResponse<String> identity(String method, String path, String token, Map<String, Object> body, Optional<String> subject) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(IDENTITY + path)).header("X-Auth-Token", token).header("Content-Type", "application/json")
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body)));
        subject.ifPresent(s -> request.header("X-Subject-Token", s));
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}

package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.controllers.certificate.ServedCertificates;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.ports.OpenVault;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.certificates.SimulatedAuthority;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static final String DIRECTORY = "https://authority.example/directory";
    private final SimulatedPlatform platform = new SimulatedPlatform(SimulatedSettings.stepped(7));

    @BeforeEach
    void declare() throws InterruptedException {
        apply("", Metadata.DEFAULT_PROJECT, new ProjectSpec(""));
        apply("public", IssuerSpec.acme(DIRECTORY).asDefault());
        authority().signFor(Duration.ofHours(90));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aCertificateIsOrderedProvedAndPutInPlace() throws InterruptedException {
        apply("shop", CertificateSpec.of("shop.example.org", "www.shop.example.org"));
        platform.pass(Duration.ofMinutes(1));

        assertThat(status("shop").level()).as("%s", status("shop").conditions()).isTrue();
        var served = served().named("default", "shop").orElseThrow();
        assertThat(served.pem().reveal()).contains("shop.example.org,www.shop.example.org").contains("simulated key");
        assertThat(served().forHost("default", "www.shop.example.org")).contains(served);
        assertThat(served().forHost("other", "www.shop.example.org")).as("another project").isEmpty();
        assertThat(platform.store.get(new Key(Kind.SECRET, "default", "shop-tls-next"))).as("the key to be").isEmpty();
    }

    @Test
    void itIsRenewedAfterTwoThirdsOfItsLifeAndServesMeanwhile() throws InterruptedException {
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofMinutes(1));
        var first = status("shop").held().orElseThrow();
        platform.pass(Duration.ofHours(50));
        assertThat(status("shop").held()).contains(first);

        platform.pass(Duration.ofHours(11));

        assertThat(status("shop").held().orElseThrow().serial()).isNotEqualTo(first.serial());
        assertThat(status("shop").level()).isTrue();
        assertThat(authority().placed()).isEqualTo(2);
    }

    /// P36: a limit that is run into costs a week without TLS.
    @Test
    void deletingAndDeclaringAgainDoesNotSpendMoreThanTheBudget() throws InterruptedException {
        apply("public", IssuerSpec.acme(DIRECTORY).asDefault().withBudget(50, 3));
        for (int time = 0; time < 6; time++) {
            apply("shop", CertificateSpec.of("shop.example.org"));
            platform.pass(Duration.ofMinutes(2));
            delete("shop");
            platform.pass(Duration.ofMinutes(2));
        }
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofMinutes(5));

        assertThat(authority().placed()).isEqualTo(3);
        assertThat(level("shop").reason()).isEqualTo("BudgetSpent");
        platform.pass(Duration.ofDays(8));
        assertThat(status("shop").level()).isTrue();
    }

    @Test
    void aLostReplyCostsNoSecondOrder() throws InterruptedException {
        authority().loseReplies(3);
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofMinutes(10));

        assertThat(status("shop").level()).isTrue();
        assertThat(authority().placed()).isEqualTo(1);
    }

    @Test
    void oneNameThatIsRefusedDelaysNoOther() throws InterruptedException {
        authority().refuse("bad.example.org");
        apply("bad", CertificateSpec.of("bad.example.org"));
        apply("good", CertificateSpec.of("good.example.org"));
        platform.pass(Duration.ofMinutes(2));

        assertThat(status("good").level()).isTrue();
        assertThat(level("bad").sentence()).contains("policy forbids");
        platform.pass(Duration.ofHours(3));
        assertThat(status("bad").failures()).as("pauses grow").isBetween(2, 3);
    }

    @Test
    void anAuthorityThatWantsToBeLeftAloneIsLeftAlone() throws InterruptedException {
        platform.pass(Duration.ofMinutes(1));
        authority().throttle(Duration.ofHours(2));
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofHours(1));
        assertThat(status("shop").level()).isFalse();

        platform.pass(Duration.ofHours(2));

        assertThat(status("shop").level()).isTrue();
    }

    @Test
    void whatIsRevokedIsReplaced() throws InterruptedException {
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofMinutes(1));
        var first = status("shop").held().orElseThrow().serial();

        annotate("shop", CertificateSpec.REVOKE, first);
        platform.pass(Duration.ofMinutes(1));

        assertThat(authority().revoked()).containsExactly(first);
        assertThat(status("shop").revoked()).isEqualTo(first);
        assertThat(status("shop").held().orElseThrow().serial()).isNotEqualTo(first);
        assertThat(status("shop").level()).isTrue();
    }

    @Test
    void somebodysWishForANewOneIsFulfilledOnce() throws InterruptedException {
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofMinutes(1));

        annotate("shop", CertificateSpec.RENEW, "now");
        platform.pass(Duration.ofHours(1));

        assertThat(authority().placed()).isEqualTo(2);
        assertThat(status("shop").level()).isTrue();
    }

    @Test
    void routesGetCertificatesForTheirHostsAndTheseGoWithTheLastOfThem() throws InterruptedException {
        apply("one", tls("Host(`shop.example.org`) && PathPrefix(`/a`)"));
        apply("two", tls("Host(`shop.example.org`) && PathPrefix(`/b`)"));
        platform.pass(Duration.ofMinutes(1));
        var made = platform.mirror.list(Query.of(Kind.CERTIFICATE));
        assertThat(made).hasSize(1);
        assertThat(made.getFirst().status().level()).isTrue();
        assertThat(served().forHost("default", "shop.example.org")).isPresent();

        remove(new Key(Kind.ROUTE, "default", made.getFirst().metadata().owner().orElseThrow().name()));
        platform.pass(Duration.ofMinutes(1));
        assertThat(platform.mirror.list(Query.of(Kind.CERTIFICATE))).hasSize(1);
        assertThat(authority().placed()).as("handed over, not ordered again").isEqualTo(1);

        platform.mirror.list(Query.of(Kind.ROUTE)).forEach(r -> remove(r.key()));
        platform.pass(Duration.ofMinutes(1));
        assertThat(platform.mirror.list(Query.of(Kind.CERTIFICATE))).isEmpty();
        assertThat(platform.mirror.list(Query.of(Kind.SECRET)).stream().map(s -> s.metadata().name())).containsExactly("public-account");
    }

    @Test
    void aDeclaredCertificateIsEnoughForItsRoutes() throws InterruptedException {
        apply("mine", CertificateSpec.of("shop.example.org"));
        apply("one", tls("Host(`shop.example.org`)"));
        platform.pass(Duration.ofMinutes(1));

        assertThat(platform.mirror.list(Query.of(Kind.CERTIFICATE)).stream().map(c -> c.metadata().name())).containsExactly("mine");
    }

    @Test
    void anAlarmIsRaisedWhenRenewalFails() throws InterruptedException {
        apply("shop", CertificateSpec.of("shop.example.org"));
        platform.pass(Duration.ofMinutes(1));
        authority().refuse("shop.example.org");
        platform.pass(Duration.ofHours(75));

        var expiring = status("shop").condition(CertificateStatus.EXPIRING).orElseThrow();
        assertThat(expiring.holds()).isTrue();
        assertThat(expiring.sentence()).contains("policy forbids");
        assertThat(status("shop").level()).isFalse();
        assertThat(status("shop").condition(CertificateStatus.VALID).orElseThrow().holds()).as("what is there still serves").isTrue();
        platform.pass(Duration.ofHours(9));
        assertThat(status("shop").condition(CertificateStatus.EXPIRING).orElseThrow().reason()).isEqualTo("EndsVerySoon");
    }

    @Test
    void anUploadedCertificateIsReadAndFollowed() throws InterruptedException {
        var now = platform.world.clock().instant();
        apply("bought", CertificateSpec.uploaded("files"));
        platform.pass(Duration.ofSeconds(10));
        assertThat(level("bought").reason()).isEqualTo("ReferenceNotFound");

        apply("files", new SecretSpec(Map.of("tls.crt", "simulated certificate 9 bought.example.org somebody 01 " + now + " " + now.plus(Duration.ofDays(300)), "tls.key", "simulated key 9")));
        platform.pass(Duration.ofSeconds(10));
        assertThat(status("bought").level()).as("%s", status("bought").conditions()).isTrue();
        assertThat(served().forHost("default", "bought.example.org")).isPresent();

        apply("files", new SecretSpec(Map.of("tls.crt", "simulated certificate 9 bought.example.org somebody 01 " + now + " " + now.plus(Duration.ofDays(300)), "tls.key", "simulated key 8")));
        platform.pass(Duration.ofSeconds(10));
        assertThat(level("bought").reason()).isEqualTo("NotReadable");
    }

    private static RouteSpec tls(String match) {
        return RouteSpec.of(Match.parse(match), List.of(Target.of("web", 80))).withTls(Optional.of(RouteTls.ON));
    }

    private SimulatedAuthority authority() {
        return platform.authorities.authority(DIRECTORY);
    }

    private ServedCertificates served() {
        return new ServedCertificates(platform.mirror, new OpenVault());
    }

    private CertificateStatus status(String name) {
        return platform.store.get(new Key(Kind.CERTIFICATE, "default", name)).orElseThrow().status(CertificateStatus.class);
    }

    private Condition level(String name) {
        return status(name).condition(Condition.LEVEL).orElseThrow();
    }

    private void apply(String name, Spec spec) throws InterruptedException {
        apply("default", name, spec);
    }

    private void apply(String project, String name, Spec spec) throws InterruptedException {
        var there = platform.store.get(Resource.declared(Metadata.named(project, name), spec).key());
        platform.commit(new Write.Put(there.map(r -> r.withSpec(spec)).orElseGet(() -> Resource.declared(Metadata.named(project, name), spec)), Write.Expected.ANYTHING));
    }

    private void annotate(String name, String annotation, String value) throws InterruptedException {
        var certificate = platform.store.get(new Key(Kind.CERTIFICATE, "default", name)).orElseThrow();
        platform.commit(new Write.Put(certificate.withMetadata(certificate.metadata().withAnnotations(Map.of(annotation, value))), Write.Expected.ANYTHING));
    }

    private void delete(String name) throws InterruptedException {
        var certificate = platform.store.get(new Key(Kind.CERTIFICATE, "default", name)).orElseThrow();
        platform.commit(new Write.Put(certificate.withMetadata(certificate.metadata().withDeletedAt(platform.world.clock().instant())), Write.Expected.ANYTHING));
    }

    private void remove(Key key) {
        try {
            platform.commit(new Write.Remove(key, Write.Expected.ANYTHING));
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}

package dev.plimsoll.authority.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.authority.Requests;
import dev.plimsoll.authority.WrappingVault;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.MovableClock;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.memory.MemoryStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class EnrolmentsTest {
    private static final Key MACHINE = new Key(Kind.COMPONENT, "default", "worker-1");

    private final MovableClock clock = new MovableClock();
    private final VersionedStore store = new MemoryStore(clock, () -> UUID.randomUUID().toString());
    private final List<Key> heard = new ArrayList<>();
    private final Enrolments enrolments = fresh();

    /// As after a restart of the control plane: nothing but the store is left.
    private Enrolments fresh() {
        var known = new Known() {
            @Override
            public List<String> addresses(Key machine) {
                return List.of("10.0.0.7");
            }

            @Override
            public List<HandedFile> handover(Key machine) {
                return List.of(new HandedFile("/root/.docker/config.json", 0600, new SecretText("{}")));
            }
        };
        return new Enrolments(KeptAuthority.open(store, new WrappingVault(), clock, new SecureRandom()),
            new Enrolments.Records(store, new WrappingVault(), Optional::empty), known, heard::add, clock, new SecureRandom());
    }

    private static void refused(Refused.Why why, ThrowingCallable attempt) {
        assertThatExceptionOfType(Refused.class).isThrownBy(attempt).extracting(Refused::why).isEqualTo(why);
    }

    private static X509Certificate certificate(Given given) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(given.certificate().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_credential_gets_a_certificate_with_the_names_the_control_plane_knows_and_not_those_asked_for() throws CertificateException {
        var invitation = enrolments.invite(MACHINE, "first");
        var keys = Requests.key();
        var given = enrolments.enrol(invitation.credential().reveal(), Requests.of(keys));
        var certificate = certificate(given);
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> name.get(1).toString()).toList())
            .containsExactly(MachineName.of(MACHINE, "first"), "worker-1", "10.0.0.7").doesNotContain("victim.example.org");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(given.files()).singleElement().extracting(HandedFile::path).isEqualTo("/root/.docker/config.json");
    }

    @Test
    void asked_again_it_is_the_same_credential_also_after_a_restart() {
        var first = enrolments.invite(MACHINE, "first");
        clock.move(Duration.ofMinutes(40));
        var again = fresh().invite(MACHINE, "first");
        assertThat(again.credential().reveal()).isEqualTo(first.credential().reveal());
        assertThat(again.until()).isEqualTo(clock.instant().plus(Enrolments.CREDENTIAL_LIFE));
    }

    @Test
    void a_credential_opens_for_one_key_only_and_for_that_one_again() throws CertificateException {
        var credential = enrolments.invite(MACHINE, "first").credential().reveal();
        var keys = Requests.key();
        enrolments.enrol(credential, Requests.of(keys));
        refused(Refused.Why.SPENT, () -> enrolments.enrol(credential, Requests.of(Requests.key())));
        var again = fresh().enrol(credential, Requests.of(keys));
        assertThat(certificate(again).getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(fresh().invite(MACHINE, "first").until()).as("a spent credential lives no longer").isEqualTo(clock.instant().plus(Enrolments.CREDENTIAL_LIFE));
        clock.move(Enrolments.CREDENTIAL_LIFE);
        enrolments.invite(MACHINE, "first");
        refused(Refused.Why.UNKNOWN, () -> enrolments.enrol(credential, Requests.of(keys)));
    }

    @Test
    void of_two_that_come_at_once_with_one_credential_one_gets_in() throws Exception {
        var credential = enrolments.invite(MACHINE, "first").credential().reveal();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            var attempts = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> (java.util.concurrent.Callable<String>) () -> {
                try {
                    return enrolments.enrol(credential, Requests.of(Requests.key())).certificate();
                } catch (Refused refused) {
                    return refused.why().name();
                }
            }).toList());
            var answers = new ArrayList<String>();
            for (var attempt : attempts) {
                answers.add(attempt.get());
            }
            assertThat(answers.stream().filter(answer -> answer.contains("BEGIN CERTIFICATE"))).hasSize(1);
            assertThat(answers.stream().filter("SPENT"::equals)).hasSize(7);
        }
    }

    @Test
    void what_is_unknown_ended_or_of_an_earlier_operation_opens_nothing() {
        var first = enrolments.invite(MACHINE, "first").credential().reveal();
        var request = Requests.of(Requests.key());
        for (var guess : List.of("", ".", "x", first + "x", first.substring(0, first.length() - 1), first.substring(0, 33), "0".repeat(32) + "." + "A".repeat(43), "é".repeat(32) + ".x")) {
            refused(Refused.Why.UNKNOWN, () -> enrolments.enrol(guess, request));
        }
        var second = enrolments.invite(MACHINE, "second").credential().reveal();
        assertThat(second).isNotEqualTo(first);
        refused(Refused.Why.UNKNOWN, () -> enrolments.enrol(first, request));
        clock.move(Enrolments.CREDENTIAL_LIFE);
        refused(Refused.Why.UNKNOWN, () -> enrolments.enrol(second, request));
        refused(Refused.Why.UNKNOWN, () -> enrolments.report(second, "enrol", "failed", ""));
    }

    @Test
    void what_is_no_request_does_not_spend_the_credential() {
        var credential = enrolments.invite(MACHINE, "first").credential().reveal();
        refused(Refused.Why.UNFIT, () -> enrolments.enrol(credential, "hello".getBytes(StandardCharsets.US_ASCII)));
        assertThat(enrolments.enrol(credential, Requests.of(Requests.key())).token()).isPresent();
    }

    @Test
    void a_certificate_is_renewed_for_the_same_key_with_the_token() throws CertificateException {
        var keys = Requests.key();
        var token = enrolments.enrol(enrolments.invite(MACHINE, "first").credential().reveal(), Requests.of(keys)).token().orElseThrow().reveal();
        clock.move(Duration.ofDays(700));
        assertThat(certificate(fresh().renew(token, Requests.of(keys))).getNotAfter().toInstant()).isEqualTo(clock.instant().plus(Enrolments.CERTIFICATE_LIFE));
        refused(Refused.Why.SPENT, () -> enrolments.renew(token, Requests.of(Requests.key())));
        refused(Refused.Why.UNKNOWN, () -> enrolments.renew(token + "x", Requests.of(keys)));
    }

    @Test
    void reports_are_kept_heard_and_bounded() {
        var credential = enrolments.invite(MACHINE, "first").credential().reveal();
        assertThat(enrolments.report(MACHINE, "first")).isEmpty();
        enrolments.report(credential, "trust", "begun", "");
        var token = enrolments.enrol(credential, Requests.of(Requests.key())).token().orElseThrow().reveal();
        refused(Refused.Why.UNKNOWN, () -> enrolments.report(credential, "engine", "done", ""));
        var log = IntStream.range(0, 80).mapToObj(i -> "line " + i + "\u001b[31m" + "x".repeat(1_000)).collect(Collectors.joining("\n"));
        enrolments.report(token, "engine", "failed", log);
        var report = fresh().report(MACHINE, "first").orElseThrow();
        assertThat(report.step()).isEqualTo("engine");
        assertThat(report.outcome()).isEqualTo(BootReport.Outcome.FAILED);
        assertThat(report.lines()).hasSize(BootReport.LINES).allSatisfy(line -> assertThat(line).hasSizeLessThan(410).doesNotContain("\u001b"));
        assertThat(report.lines().getLast()).startsWith("line 79");
        enrolments.report(token, "ready", "done", "");
        assertThat(enrolments.report(MACHINE, "first").orElseThrow().ready()).isTrue();
        enrolments.report(token, "renew", "failed", "no answer");
        assertThat(enrolments.report(MACHINE, "first").orElseThrow().ready()).as("it works although it could not renew").isTrue();
        assertThat(heard).hasSize(4).containsOnly(MACHINE);
        assertThat(enrolments.report(MACHINE, "second")).as("of another operation").isEmpty();
        for (var wrong : List.of("", "Engine", "engine\n", "../x", "x".repeat(21))) {
            refused(Refused.Why.UNFIT, () -> enrolments.report(token, wrong, "done", ""));
        }
        refused(Refused.Why.UNFIT, () -> enrolments.report(token, "engine", "perhaps", ""));
    }

    @Test
    void a_machine_that_talks_too_much_is_told_to_wait() {
        var credential = enrolments.invite(MACHINE, "first").credential().reveal();
        var other = enrolments.invite(new Key(Kind.COMPONENT, "default", "worker-2"), "first").credential().reveal();
        for (int i = 0; i < 60; i++) {
            enrolments.report(credential, "trust", "begun", "");
        }
        refused(Refused.Why.TOO_OFTEN, () -> enrolments.report(credential, "trust", "begun", ""));
        enrolments.report(other, "trust", "begun", "");
        clock.move(Duration.ofMinutes(1));
        enrolments.report(credential, "trust", "begun", "");
    }

    @Test
    void a_machine_that_is_gone_gets_nothing_more() {
        var keys = Requests.key();
        var token = enrolments.enrol(enrolments.invite(MACHINE, "first").credential().reveal(), Requests.of(keys)).token().orElseThrow().reveal();
        enrolments.forget(MACHINE);
        enrolments.forget(MACHINE);
        refused(Refused.Why.UNKNOWN, () -> enrolments.renew(token, Requests.of(keys)));
        refused(Refused.Why.UNKNOWN, () -> enrolments.report(token, "ready", "done", ""));
    }

    @Test
    void neither_credential_nor_token_is_stored_or_shown() {
        var invitation = enrolments.invite(MACHINE, "first");
        var given = enrolments.enrol(invitation.credential().reveal(), Requests.of(Requests.key()));
        var vault = new WrappingVault();
        var stored = store.everything().items().stream().map(dev.plimsoll.model.Resource::spec).filter(dev.plimsoll.model.SecretSpec.class::isInstance)
            .flatMap(spec -> ((dev.plimsoll.model.SecretSpec) spec).data().values().stream()).toList();
        assertThat(stored).allSatisfy(value -> assertThat(value).startsWith(dev.plimsoll.model.SecretSpec.SEALED_PREFIX));
        for (var secret : List.of(invitation.credential().reveal(), given.token().orElseThrow().reveal())) {
            assertThat(stored).noneMatch(value -> vault.open(value).reveal().contains(secret));
            assertThat(invitation + " " + given).doesNotContain(secret);
        }
    }
}

package dev.plimsoll.ports.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.model.outside.SecretText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every issuer promises. An adapter's test extends this class and opens a [CertificateSubject]. Replies may be lost at any time: what is asked for is asked again until there is an answer.
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = java.util.concurrent.TimeUnit.MINUTES)
public abstract class CertificateContract {
    private CertificateSubject subject;
    private SecretText account;
    private CertificateIssuer issuer;

    protected abstract CertificateSubject subject();

    @BeforeEach
    void open() {
        subject = subject();
        account = subject.keys().account();
        issuer = subject.open(account);
    }

    @AfterEach
    void close() {
        issuer.close();
        subject.close();
    }

    @Test
    void itSaysWhatItIsAndMakesOneAccountForAKey() {
        var facts = answered(issuer::facts);

        assertThat(issuer.name()).matches("[a-z][a-z0-9-]*");
        assertThat(facts.account()).isNotBlank();
        try (var again = subject.open(account)) {
            assertThat(answered(again::facts).account()).isEqualTo(facts.account());
        }
    }

    @Test
    void whatWasProvedIsSignedForTheKeyThatAskedAndForItsNames() {
        var names = List.of(subject.name("one"), subject.name("two"));
        var wish = subject.keys().fresh(names);

        var issued = issued(names, wish);

        assertThat(issued.names()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(subject.keys().fits(issued.chain(), wish.key())).isTrue();
        assertThat(subject.keys().fits(issued.chain(), subject.keys().fresh(names).key())).as("another key").isFalse();
        assertThat(issued.notAfter()).isAfter(issued.notBefore());
        assertThat(issued.serial()).isNotBlank();
        assertThat(subject.keys().read(issued.chain())).isEqualTo(issued);
    }

    /// A control plane that died goes on with what it wrote down.
    @Test
    void anOrderIsGoneOnWithByWhoeverKnowsIt() {
        var names = List.of(subject.name("resumed"));
        var order = answered(() -> issuer.order(names));
        var wish = subject.keys().fresh(names);

        try (var other = subject.open(account)) {
            prove(other, order);
            var issued = finished(other, order, wish);

            assertThat(issued.names()).containsExactlyElementsOf(names);
        }
    }

    @Test
    void anOpenOrderOfTheSameNamesIsNotPlacedTwice() {
        assumeTrue(subject.findsOrders());
        var names = List.of(subject.name("once"), subject.name("more"));

        var first = answered(() -> issuer.order(names));

        assertThat(answered(() -> issuer.order(names.reversed()))).isEqualTo(first);
    }

    @Test
    void anOrderThatNobodyPlacedIsAbsent() {
        var order = answered(() -> issuer.order(List.of(subject.name("known"))));

        assertThatThrownBy(() -> answered(() -> issuer.look("x" + order))).isInstanceOf(CertificateFailure.Absent.class).extracting(f -> ((CertificateFailure) f).code()).isEqualTo("OrderNotFound");
    }

    @Test
    void aWrongAnswerEndsTheOrderWithTheAuthoritysWords() {
        assumeTrue(subject.proves());
        var name = subject.name("wrong");
        var order = answered(() -> issuer.order(List.of(name)));
        open(issuer, order).challenges().stream().filter(c -> c.type() == ChallengeType.HTTP).forEach(c -> {
            subject.put(c, "something else");
            told(issuer, c);
        });

        var failed = eventually("the order fails", () -> answered(() -> issuer.look(order)) instanceof OrderState.Failed f ? Optional.of(f) : Optional.empty());

        assertThat(failed.code()).isEqualTo("ChallengeFailed");
        assertThat(failed.sentence()).contains(name);
    }

    @Test
    void anOrderThatIsNotReadyIsNotFinished() {
        assumeTrue(subject.proves());
        var names = List.of(subject.name("early"));
        var order = answered(() -> issuer.order(names));

        var finished = refusedOrEmpty(order, subject.keys().fresh(names).request());

        assertThat(finished).isEmpty();
        assertThat(answered(() -> issuer.look(order))).isInstanceOf(OrderState.Open.class);
    }

    @Test
    void aCertificateIsRevokedOnce() {
        var names = List.of(subject.name("revoked"));
        var issued = issued(names, subject.keys().fresh(names));
        if (!subject.revokes()) {
            assertThatThrownBy(() -> issuer.revoke(issued.chain())).isInstanceOf(CertificateFailure.Rejected.class);
            return;
        }

        for (int time = 0; time < 2; time++) {
            answered(() -> {
                issuer.revoke(issued.chain());
                return true;
            });
            assertThat(subject.revoked(issued)).isTrue();
        }
    }

    protected final IssuedCertificate issued(List<String> names, CertificateKeys.KeyRequest wish) {
        var order = answered(() -> issuer.order(names));
        prove(issuer, order);
        return finished(issuer, order, wish);
    }

    private Optional<IssuedCertificate> refusedOrEmpty(String order, String request) {
        try {
            return answered(() -> issuer.finish(order, request));
        } catch (CertificateFailure.Rejected notReady) {
            return Optional.empty();
        }
    }

    private void prove(CertificateIssuer by, String order) {
        Set<String> told = new HashSet<>();
        eventually("every name is proved", () -> switch (answered(() -> by.look(order))) {
            case OrderState.Open(var challenges, var _) -> {
                challenges.stream().filter(c -> c.type() == ChallengeType.HTTP && told.add(c.url())).forEach(c -> {
                    subject.put(c, c.answer());
                    told(by, c);
                });
                yield Optional.empty();
            }
            case OrderState.Ready _ -> Optional.of(true);
            case OrderState.Working _ -> Optional.empty();
            case OrderState.Issued _ -> fail("issued without a request");
            case OrderState.Failed(var code, var sentence) -> fail(code + ": " + sentence);
        });
    }

    private IssuedCertificate finished(CertificateIssuer by, String order, CertificateKeys.KeyRequest wish) {
        return answered(() -> by.finish(order, wish.request())).orElseGet(() -> eventually("it is signed",
            () -> answered(() -> by.look(order)) instanceof OrderState.Issued(var certificate) ? Optional.of(certificate) : Optional.empty()));
    }

    private OrderState.Open open(CertificateIssuer by, String order) {
        return (OrderState.Open) answered(() -> by.look(order));
    }

    private void told(CertificateIssuer by, Challenge challenge) {
        answered(() -> {
            by.prove(challenge.url());
            return true;
        });
    }

    /// Replies get lost; what was asked for is asked again.
    private <T> T answered(Supplier<T> call) {
        return eventually("there is an answer", () -> {
            try {
                return Optional.of(call.get());
            } catch (CertificateFailure.Unreachable lost) {
                return Optional.empty();
            }
        });
    }

    private <T> T eventually(String fact, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + subject.patience().toNanos();
        while (true) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end) {
                return fail("never so within " + subject.patience().toSeconds() + " s: " + fact);
            }
            subject.passTime();
        }
    }
}

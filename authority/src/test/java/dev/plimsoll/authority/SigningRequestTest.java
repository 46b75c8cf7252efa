package dev.plimsoll.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SigningRequestTest {
    static Stream<Arguments> unfit() {
        var whole = new String(Requests.of(Requests.key()), StandardCharsets.US_ASCII);
        return Stream.of(
            Arguments.of("nothing", ""),
            Arguments.of("no PEM", "hello"),
            Arguments.of("a certificate instead", whole.replace("CERTIFICATE REQUEST", "CERTIFICATE")),
            Arguments.of("no end", whole.substring(0, whole.length() - 30)),
            Arguments.of("half the DER", whole.replaceAll("(?s)(BEGIN CERTIFICATE REQUEST-----.{80}).*(-----END)", "$1$2")),
            Arguments.of("not base64", whole.replaceFirst("MI", "=I")),
            Arguments.of("too long", whole + " ".repeat(SigningRequest.LARGEST)),
            Arguments.of("somebody else's key", new String(Requests.of(Requests.key(), Requests.key(), "SHA256withECDSA"), StandardCharsets.US_ASCII)),
            Arguments.of("a weak key", rsa(1024)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void is_refused(String what, String pem) {
        assertThatThrownBy(() -> SigningRequest.read(pem.getBytes(StandardCharsets.US_ASCII))).as(what).isInstanceOf(SigningRequest.Unfit.class);
    }

    /// Whatever bytes come: nothing else is thrown, and no other key gets in than the one that signed.
    @Test
    void any_damage_is_refused_or_harmless() {
        var random = new Random(7);
        var keys = Requests.key();
        var pem = Requests.of(keys);
        for (int i = 0; i < 3_000; i++) {
            var damaged = pem.clone();
            damaged[40 + random.nextInt(damaged.length - 80)] = (byte) "ABCDEFGHabcdefgh0123+/".charAt(random.nextInt(22));
            try {
                assertThat(SigningRequest.read(damaged).key()).isEqualTo(keys.getPublic());
            } catch (SigningRequest.Unfit expected) {
                assertThat(expected).hasMessageContaining("refused");
            }
        }
    }

    @Test
    void good_keys_are_taken() {
        var curve = Requests.key("EC", 384);
        assertThat(SigningRequest.read(Requests.of(curve)).key()).isEqualTo(curve.getPublic());
        assertThat(SigningRequest.read(rsa(2048).getBytes(StandardCharsets.US_ASCII)).key().getAlgorithm()).isEqualTo("RSA");
    }

    private static String rsa(int bits) {
        var keys = Requests.key("RSA", bits);
        return new String(Requests.of(keys, keys, "SHA256withRSA"), StandardCharsets.US_ASCII);
    }
}

package dev.plimsoll.cli.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The format was tried with the program age itself; here are its outer shape and what is refused.
final class AgeEnvelopeTest {
    /// From the documentation of age.
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 200_000})
    void it_has_a_header_a_nonce_and_sealed_pieces(int length) {
        var text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        var closed = new AgeEnvelope(RECIPIENT, new SecureRandom()).closed(text);
        var shown = new String(closed, StandardCharsets.ISO_8859_1);
        assertThat(shown).startsWith("age-encryption.org/v1\n-> X25519 ").doesNotContain("xxxxxxxx");
        assertThat(shown.lines().limit(4).toList().get(2)).hasSize(43);
        int header = shown.indexOf('\n', shown.indexOf("\n--- ") + 1) + 1;
        int pieces = Math.max(1, (length + 65_535) / 65_536);
        assertThat(closed.length - header).isEqualTo(16 + length + 16 * pieces);
    }

    @Test
    void the_same_text_is_closed_differently_each_time() {
        var envelope = new AgeEnvelope(RECIPIENT, new SecureRandom());
        assertThat(envelope.closed(new byte[10])).isNotEqualTo(envelope.closed(new byte[10]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "age1", "ssh-ed25519 AAAA", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q", "AGE-SECRET-KEY-1QQ", "age1ql3z7hjy"})
    void what_is_no_public_key_is_refused(String text) {
        assertThatThrownBy(() -> new AgeEnvelope(text, new SecureRandom())).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("SECRET");
    }
}

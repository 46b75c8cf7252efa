package dev.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSpecTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pass word", "a\tb", "a\u0000", "a\u00a0b", "a\n"})
    void namesNobodyCouldTypeAreRefused(String name) {
        assertThatThrownBy(() -> new SecretSpec(Map.of(name, "hush"))).isInstanceOf(InvalidValue.class).hasMessageContaining("cannot name a value")
            .message().doesNotContain("hush").doesNotContainPattern("\\p{Cntrl}");
        assertThatThrownBy(() -> new ConfigSpec(Map.of(name, ""))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aNameThatIsTooLongIsShownShortened() {
        assertThatThrownBy(() -> new SecretSpec(Map.of("n".repeat(256), ""))).isInstanceOf(InvalidValue.class).message().hasSizeLessThan(200);
        assertThat(new SecretSpec(Map.of("n".repeat(255), "")).data()).hasSize(1);
    }

    @Test
    void aValueThatNoVariableCanCarryIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> new SecretSpec(Map.of("key", "hush\u0000hush"))).isInstanceOf(InvalidValue.class).hasMessageContaining("'key'").hasMessageContaining("base64")
            .message().doesNotContain("hush");
        assertThat(new SecretSpec(Map.of("tls.key", "-----\nBEGIN\t\n")).data()).containsKey("tls.key");
        assertThat(new ConfigSpec(Map.of("binary", "a\u0000b")).data()).as("a file may hold anything").hasSize(1);
    }
}

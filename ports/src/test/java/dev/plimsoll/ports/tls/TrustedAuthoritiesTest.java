package dev.plimsoll.ports.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedAuthoritiesTest {
    /// Self-signed by `openssl req -x509`, for this test alone.
    private static final String ONE = """
        -----BEGIN CERTIFICATE-----
        MIIBczCCARmgAwIBAgIUH9n8ZwZLoqi7RfvEW2SScvogKpkwCgYIKoZIzj0EAwIw
        DjEMMAoGA1UEAwwDb25lMCAXDTI2MTEyMjAxMTkxNVoYDzIxMjYxMDI5MDExOTE1
        WjAOMQwwCgYDVQQDDANvbmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARaFjl9
        KwlGOBynuHjwCVCrY0ash0rlrx3ftCPHKZhB+RUelyJRSSPkapXVW7j6BPDhqF13
        b+ETa3Pf4QZtr8r9o1MwUTAdBgNVHQ4EFgQUnsC01WsSKU+R8jnX/NLu/zzgNh0w
        HwYDVR0jBBgwFoAUnsC01WsSKU+R8jnX/NLu/zzgNh0wDwYDVR0TAQH/BAUwAwEB
        /zAKBggqhkjOPQQDAgNIADBFAiBbzs12w6FpvIhU/BoTIr0wYE1RPpsLQJLvsMHZ
        KSfVfwIhAIpaLxsovCRPUlECaU1d4QEr3thEBK7H6yz/b/3yzPNo
        -----END CERTIFICATE-----
        """;

    @Test
    void severalAreTrusted() {
        assertThat(TrustedAuthorities.certificates(ONE + "\n" + ONE)).hasSize(2);
        assertThat(TrustedAuthorities.managers(ONE)).isNotEmpty();
        assertThat(TrustedAuthorities.context(ONE).getProtocol()).isEqualTo("TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----"})
    void anythingElseIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> TrustedAuthorities.context(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no certificates in PEM").hasNoCause()
            .satisfies(refused -> assertThat(refused.toString()).doesNotContain("hunter2"));
    }
}

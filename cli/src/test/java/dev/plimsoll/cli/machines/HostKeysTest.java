package dev.plimsoll.cli.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Only the key with the pinned fingerprint is believed, whatever else a scan shows.
final class HostKeysTest {
    /// Made with ssh-keygen, which also told the fingerprint.
    private static final String KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn";
    private static final String PINNED = "SHA256:w+4/eAMpLPp4zw7Ipu1Q08kKT6kkhYWdV00cTgobUk8";

    @Test
    void the_key_with_the_fingerprint_is_found_among_others() {
        var shown = List.of("192.0.2.1 ssh-rsa AAAAB3NzaC1yc2E=", "garbage", "192.0.2.1 ssh-ed25519 not-base64!", "192.0.2.1 ssh-ed25519 " + KEY);
        assertThat(HostKeys.matching(shown, PINNED)).isEqualTo("ssh-ed25519 " + KEY);
        assertThat(HostKeys.matching(shown, PINNED + "=")).isEqualTo("ssh-ed25519 " + KEY);
    }

    @Test
    void another_key_is_nobodys() {
        assertThat(HostKeys.matching(List.of("192.0.2.1 ssh-ed25519 " + KEY), "SHA256:" + "A".repeat(43))).isEmpty();
        assertThat(HostKeys.matching(List.of(), PINNED)).isEmpty();
    }
}

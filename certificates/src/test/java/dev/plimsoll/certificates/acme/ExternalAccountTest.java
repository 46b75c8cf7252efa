package dev.plimsoll.certificates.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.certificates.PemKeys;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.certificate.ExternalAccount;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.Issuers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An authority that makes no account without an external one.
@Tag("validators")
class ExternalAccountTest {
    private static final String KEY = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";
    private final PemKeys keys = new PemKeys(new SecureRandom());

    @Test
    void theAccountIsBoundOrRefusedInTheAuthoritysWords(@TempDir Path folder) throws Exception {
        try (var pebble = new Pebble(folder, Map.of("PEBBLE_WFE_NONCEREJECT", "0"), Map.of("kid-1", KEY));
             var bound = issuer(pebble, Optional.of(KEY)); var wrong = issuer(pebble, Optional.of(KEY.replace('z', 'y'))); var unbound = issuer(pebble, Optional.empty())) {
            assertThat(bound.facts().account()).startsWith("https://");
            assertThatThrownBy(wrong::facts).isInstanceOf(CertificateFailure.Denied.class).hasMessageNotContaining(KEY.substring(1));
            assertThatThrownBy(unbound::facts).isInstanceOf(CertificateFailure.Denied.class).hasMessageContaining("externalAccountBinding");
        }
    }

    private AcmeIssuer issuer(Pebble pebble, Optional<String> key) {
        var spec = IssuerSpec.acme(pebble.directory()).withTrust(pebble.trust());
        return new AcmeIssuer(new Issuers.Access(new Key(Kind.ISSUER, "default", "pebble"), key.isPresent() ? spec.withExternalAccount(new ExternalAccount("kid-1", "binding", null)) : spec,
            keys.account(), key.map(SecretText::new)), keys, Clock.systemUTC());
    }
}

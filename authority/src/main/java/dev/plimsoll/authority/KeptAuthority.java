package dev.plimsoll.authority;

import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.VersionedStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/// The authority of a control plane, and the key its credentials are computed with: made once, kept sealed in the store, with it in every backup.
///
/// @param authority   signs
/// @param credentials computes one-time credentials
public record KeptAuthority(Authority authority, SecretKeySpec credentials) {
    /// Project of what the control plane keeps for itself. People may look, and not touch.
    public static final String PROJECT = "plimsoll-system";

    private static final String NAME = "authority";
    private static final String NAMES = "authority-names";
    private static final int CREDENTIAL_KEY_BYTES = 32;
    private static final String CERTIFICATE = "certificate";
    private static final String PRIVATE_KEY = "key";
    private static final String CREDENTIALS = "credentials";

    /// Finds it, or makes it when this is the first time.
    ///
    /// @throws dev.plimsoll.store.StoreFailure when it can be neither read nor written
    /// @throws IllegalStateException           when it was sealed with another key
    public static KeptAuthority open(VersionedStore store, Vault vault, Clock clock, SecureRandom random) {
        var data = new KeptEntries(store, vault).of(NAME, () -> {
            var fresh = Authority.fresh("Plimsoll authority of " + store.plane(), clock, random);
            var credentials = new byte[CREDENTIAL_KEY_BYTES];
            random.nextBytes(credentials);
            return Map.of(CERTIFICATE, fresh.certificatePem(), PRIVATE_KEY, fresh.keyPem(), CREDENTIALS, Base64.getEncoder().encodeToString(credentials));
        });
        return new KeptAuthority(Authority.read(data.get(CERTIFICATE), data.get(PRIVATE_KEY), clock, random),
            new SecretKeySpec(Base64.getDecoder().decode(data.get(CREDENTIALS)), "HmacSHA256"));
    }

    /// The authority for names: another one, so that nobody who has a certificate of it for a name can pass for a machine or for the control plane.
    public static Authority forNames(VersionedStore store, Vault vault, Clock clock, SecureRandom random) {
        var data = new KeptEntries(store, vault).of(NAMES, () -> {
            var fresh = Authority.fresh("Plimsoll names of " + store.plane(), clock, random);
            return Map.of(CERTIFICATE, fresh.certificatePem(), PRIVATE_KEY, fresh.keyPem());
        });
        return Authority.read(data.get(CERTIFICATE), data.get(PRIVATE_KEY), clock, random);
    }

    /// Without its keys.
    @Override
    public String toString() {
        return "KeptAuthority[" + authority.fingerprint() + "]";
    }
}

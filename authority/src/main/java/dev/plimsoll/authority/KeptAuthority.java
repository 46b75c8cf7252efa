package dev.plimsoll.authority;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/// The authority of a control plane, and the key its credentials are computed with: made once, kept sealed in the store, with it in every backup.
///
/// @param authority   signs
/// @param credentials computes one-time credentials
public record KeptAuthority(Authority authority, SecretKeySpec credentials) {
    /// Project of what the control plane keeps for itself. People may look, and not touch.
    public static final String PROJECT = "plimsoll-system";

    private static final Key KEY = new Key(Kind.SECRET, PROJECT, "authority");
    private static final int CREDENTIAL_KEY_BYTES = 32;
    private static final String CERTIFICATE = "certificate";
    private static final String PRIVATE_KEY = "key";
    private static final String CREDENTIALS = "credentials";

    /// Finds it, or makes it when this is the first time.
    ///
    /// @throws StoreFailure          when it can be neither read nor written
    /// @throws IllegalStateException when it was sealed with another key
    public static KeptAuthority open(VersionedStore store, Vault vault, Clock clock, SecureRandom random) {
        var kept = store.get(KEY);
        if (kept.isEmpty()) {
            try {
                make(store, vault, clock, random);
            } catch (StoreFailure.Conflict somebodyWasFaster) {
                // Another server on the same database: then that one's counts.
            }
            kept = store.get(KEY);
        }
        var data = kept.orElseThrow(() -> new IllegalStateException("the authority vanished while it was made")).spec(SecretSpec.class).data();
        var bytes = Base64.getDecoder().decode(vault.open(data.get(CREDENTIALS)).reveal());
        return new KeptAuthority(Authority.read(vault.open(data.get(CERTIFICATE)).reveal(), vault.open(data.get(PRIVATE_KEY)).reveal(), clock, random),
            new SecretKeySpec(bytes, "HmacSHA256"));
    }

    private static void make(VersionedStore store, Vault vault, Clock clock, SecureRandom random) {
        var fresh = Authority.fresh(store.plane(), clock, random);
        var credentials = new byte[CREDENTIAL_KEY_BYTES];
        random.nextBytes(credentials);
        var spec = vault.seal(new SecretSpec(Map.of(CERTIFICATE, fresh.certificatePem(), PRIVATE_KEY, fresh.keyPem(),
            CREDENTIALS, Base64.getEncoder().encodeToString(credentials))));
        List<Write> writes = new ArrayList<>();
        var project = Resource.declared(Metadata.named("", PROJECT), new ProjectSpec("What the control plane keeps for itself."));
        if (store.get(project.key()).isEmpty()) {
            writes.add(new Write.Put(project, Write.Expected.ABSENT));
        }
        writes.add(new Write.Put(Resource.declared(Metadata.named(PROJECT, KEY.name()), spec), Write.Expected.ABSENT));
        store.commit(writes, Optional.empty());
    }

    /// Without its keys.
    @Override
    public String toString() {
        return "KeptAuthority[" + authority.fingerprint() + "]";
    }
}

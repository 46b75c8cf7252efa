package dev.plimsoll.clouds.given;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/// Believes a host that shows the pinned key, and remembers which one another showed.
final class PinnedKey implements HostKeyVerifier {
    private final Optional<String> pinned;
    private volatile String shown = "";
    private volatile String type = "";

    /// @param pinned fingerprint as `ssh-keygen -lf` prints it; none: nobody is believed
    PinnedKey(Optional<String> pinned) {
        this.pinned = pinned.map(PinnedKey::unpadded);
    }

    /// Fingerprint of the key that was shown; empty when none was.
    String shown() {
        return shown;
    }

    /// Its type, such as `ssh-ed25519`.
    String type() {
        return type;
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
        shown = fingerprint(key);
        type = KeyType.fromKey(key).toString();
        return pinned.filter(shown::equals).isPresent();
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        return List.of();
    }

    /// SHA-256 of the key as it goes over the wire (RFC 4253, section 6.6), in base64 without padding.
    static String fingerprint(PublicKey key) {
        try {
            var wire = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(wire));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String unpadded(String fingerprint) {
        return fingerprint.endsWith("=") ? fingerprint.substring(0, fingerprint.length() - 1) : fingerprint;
    }
}

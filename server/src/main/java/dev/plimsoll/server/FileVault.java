package dev.plimsoll.server;

import dev.plimsoll.api.plane.Sealer;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secret values with AES-256-GCM (NIST SP 800-38D) under one key: a random 96-bit nonce, then the ciphertext with its 128-bit tag, in base64 after
/// [SecretSpec#SEALED_PREFIX].
final class FileVault implements Vault, Sealer {
    /// Bytes of the key.
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    FileVault(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the secret key has " + key.length + " bytes instead of " + KEY_BYTES);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    @Override
    public SecretSpec seal(SecretSpec spec) {
        var sealed = new LinkedHashMap<String, String>();
        spec.data().forEach((name, value) -> sealed.put(name, value.startsWith(SecretSpec.SEALED_PREFIX) ? value : seal(value)));
        return new SecretSpec(sealed);
    }

    @Override
    public SecretText open(String sealed) {
        if (!sealed.startsWith(SecretSpec.SEALED_PREFIX)) {
            throw new IllegalStateException("a secret value is stored unsealed; apply its secret again");
        }
        try {
            var bytes = Base64.getDecoder().decode(sealed.substring(SecretSpec.SEALED_PREFIX.length()));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
            return new SecretText(new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException wrongKey) {
            throw new IllegalStateException("a secret value was sealed with another key, or was altered; restore the key file or apply its secret again", wrongKey);
        }
    }

    @Override
    public boolean hides(String sealed, String text) {
        try {
            return java.security.MessageDigest.isEqual(open(sealed).reveal().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException cannotOpen) {
            return false;
        }
    }

    private String seal(String value) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            var text = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            var both = Arrays.copyOf(nonce, NONCE_BYTES + text.length);
            System.arraycopy(text, 0, both, NONCE_BYTES, text.length);
            return SecretSpec.SEALED_PREFIX + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.plimsoll.authority.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256 of credentials, tokens and keys. They are random enough (256 bits) that a plain digest keeps them.
final class Digests {
    private Digests() {}

    static String of(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(PublicKey key) {
        return hex(key.getEncoded());
    }

    /// Whether a digest is that of a text, in constant time.
    static boolean same(String digest, String text) {
        return MessageDigest.isEqual(digest.getBytes(StandardCharsets.US_ASCII), of(text).getBytes(StandardCharsets.US_ASCII));
    }

    /// HMAC (RFC 2104) of a text.
    static byte[] keyed(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

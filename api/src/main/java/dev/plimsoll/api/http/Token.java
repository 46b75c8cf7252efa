package dev.plimsoll.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one token of a control plane. Only its digest is kept, and compared in constant time, so neither a heap dump nor the time of an
/// answer tells it.
public final class Token {
    private static final String SCHEME = "bearer ";
    private final byte[] digest;

    /// @param text at least 16 characters
    public Token(String text) {
        if (text.length() < 16) {
            throw new IllegalArgumentException("a token has at least 16 characters");
        }
        this.digest = sha256(text);
    }

    /// Whether an `Authorization` header's value carries the token.
    boolean opens(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        return MessageDigest.isEqual(digest, sha256(authorization.substring(SCHEME.length()).strip()));
    }

    /// Whether this text is the token.
    boolean is(String text) {
        return text != null && MessageDigest.isEqual(digest, sha256(text.strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

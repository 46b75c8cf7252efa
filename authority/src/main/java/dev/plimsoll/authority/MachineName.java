package dev.plimsoll.authority;

import dev.plimsoll.model.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name in a machine's certificate: of one machine from one operation, so that a successor of the same name in Plimsoll is not taken for it.
public final class MachineName {
    /// Of [#digest].
    public static final int DIGITS = 32;

    private MachineName() {}

    /// @param operation the intent's under which the machine was made
    public static String of(Key machine, String operation) {
        return "m-" + digest(machine + "\n" + operation) + ".plimsoll.internal";
    }

    /// A short name for a text of any length: the first half of its SHA-256.
    public static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

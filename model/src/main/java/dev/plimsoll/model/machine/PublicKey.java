package dev.plimsoll.model.machine;

import dev.plimsoll.model.InvalidValue;
import java.util.Base64;
import java.util.List;

/// The text of an SSH public key: a type, a blob and a comment on one line.
public final class PublicKey {
    private static final List<String> TYPES = List.of("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com");
    private static final int LONGEST = 8_000;

    private PublicKey() {}

    /// @return the key without blanks around it
    /// @throws InvalidValue when it is none; a private key is never quoted
    public static String require(String text) {
        var key = text == null ? "" : text.strip();
        if (key.contains("PRIVATE KEY")) {
            throw new InvalidValue("this is a private key; only its public half (the file ending in .pub) may leave its owner");
        }
        var words = key.split(" +", 3);
        if (key.length() > LONGEST || key.chars().anyMatch(c -> c < 32) || words.length < 2 || !TYPES.contains(words[0]) || !isBlob(words[0], words[1])) {
            throw new InvalidValue("this is no SSH public key; it begins with one of " + String.join(", ", TYPES) + " and stands on one line");
        }
        return key;
    }

    /// The blob repeats the type (RFC 4253, section 6.6), so that halves of two keys are noticed.
    private static boolean isBlob(String type, String text) {
        try {
            var blob = Base64.getDecoder().decode(text);
            return blob.length > 4 + type.length() && new String(blob, 4, type.length(), java.nio.charset.StandardCharsets.US_ASCII).equals(type);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}

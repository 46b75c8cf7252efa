package dev.plimsoll.authority;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// DER as text between two lines (RFC 7468).
public enum Pem {
    CERTIFICATE("CERTIFICATE"), PRIVATE_KEY("PRIVATE KEY"), PUBLIC_KEY("PUBLIC KEY"), REQUEST("CERTIFICATE REQUEST");

    private static final int LINE = 64;

    private final String label;
    private final Pattern pattern;

    Pem(String label) {
        this.label = label;
        this.pattern = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*+)-----END " + label + "-----");
    }

    public String text(byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /// The first of its sort in a text; none when there is none or it is no base64.
    public Optional<byte[]> der(String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(found.group(1).getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}

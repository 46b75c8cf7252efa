package dev.plimsoll.cli.machines;

import java.io.ByteArrayOutputStream;

/// Texts with a checksum that people copy (BIP 173), without that document's limit on their length.
final class Bech32 {
    private static final String LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int CHECKSUM = 6;

    private Bech32() {}

    /// @param prefix what it begins with, before the 1
    /// @throws IllegalArgumentException when it is no such text, or was copied wrongly
    static byte[] decoded(String prefix, String text) {
        var data = text.startsWith(prefix + "1") ? text.substring(prefix.length() + 1) : "";
        if (data.length() <= CHECKSUM || data.chars().anyMatch(c -> LETTERS.indexOf(c) < 0)) {
            throw new IllegalArgumentException("it does not look like " + prefix + "1 and 58 letters and digits");
        }
        if (checksum(prefix, data) != 1) {
            throw new IllegalArgumentException("its checksum is wrong: a letter is missing, or another one");
        }
        var bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (char letter : data.substring(0, data.length() - CHECKSUM).toCharArray()) {
            held = (held << 5 | LETTERS.indexOf(letter)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }

    private static int checksum(String prefix, String data) {
        int sum = 1;
        for (char c : prefix.toCharArray()) {
            sum = stepped(sum, c >> 5);
        }
        sum = stepped(sum, 0);
        for (char c : prefix.toCharArray()) {
            sum = stepped(sum, c & 31);
        }
        for (char c : data.toCharArray()) {
            sum = stepped(sum, LETTERS.indexOf(c));
        }
        return sum;
    }

    private static int stepped(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >> i & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}

package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import java.util.regex.Pattern;

/// What texts may look like that end up in unit files, rule sets or a shell's arguments. Strict, so that nothing has to be escaped anywhere.
enum Rules {
    PATH("a path such as /etc/motd", "(/[A-Za-z0-9_@%+=:,.-]+)+", 255),
    /// Also what may stand in a unit's file, where `%` means something.
    PLAIN_PATH("a path of letters, digits, '_', '-' and '.', such as /var/lib/docker", "(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+", 255),
    USER("a user name such as ops", "[a-z_][a-z0-9_-]*", 32),
    UNIT("the name of a unit such as backup.service", "([A-Za-z0-9:_.@-]|\\\\x2d)+\\.(service|socket|timer|path|target|mount)", 200),
    SCRIPT("a name of letters, digits and '-'", "[a-z0-9][a-z0-9-]*", 63),
    DEVICE("a block device such as /dev/vdb", "/dev(/[A-Za-z0-9_.:-]+)+", 255),
    MOUNT_OPTIONS("mount options such as noatime,nodev", "[A-Za-z0-9_=,.:-]+", 255),
    INTERFACE("an interface's name such as eth1, or its hardware address", "[A-Za-z][A-Za-z0-9_.*-]{0,14}|[0-9a-f]{2}(:[0-9a-f]{2}){5}", 17),
    ADDRESS("an IP address", "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*", 45),
    RANGE("an address with its network's length, such as 10.0.0.5/24", "([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)/[0-9]{1,3}", 49),
    REGISTRY("a registry such as registry.example.org:5000", "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9._/-]+)?", 255),
    URL("an https address such as https://10.0.0.1:7443", "https://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}", 280),
    WEB_ADDRESS("an address such as https://mirror.example.org", "https?://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+\\])(:[0-9]{1,5})?(/[A-Za-z0-9._/-]*)?", 280),
    FINGERPRINT("a SHA-256 in lower-case hex", "[0-9a-f]{64}", 64),
    CREDENTIAL("a credential of letters, digits and . - _", "[A-Za-z0-9._-]{20,200}", 200),
    SSH_KEY("an SSH public key on one line, such as ssh-ed25519 AAAA… name",
        "(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com) [A-Za-z0-9+/]{20,}={0,3}( [\\x20-\\x7e]*)?", 12_000),
    WORD("letters, digits and . - _", "[A-Za-z0-9._-]+", 128);

    private final String sentence;
    private final Pattern pattern;
    private final int longest;

    Rules(String sentence, String pattern, int longest) {
        this.sentence = sentence;
        this.pattern = Pattern.compile(pattern);
        this.longest = longest;
    }

    /// @return the text itself
    String require(String what, String text) {
        if (text == null || text.length() > longest || !pattern.matcher(text).matches() || this == PATH && text.contains("/..")) {
            throw new InvalidValue(what + " must be " + sentence + (text == null || this == CREDENTIAL ? "" : ", not '" + shown(text) + "'"));
        }
        return text;
    }

    private static String shown(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
    }

    /// @return the port itself
    static int port(String what, int port) {
        if (port < 1 || port > 65_535) {
            throw new InvalidValue(what + " must be a port from 1 to 65535, not " + port);
        }
        return port;
    }
}

package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import java.nio.charset.StandardCharsets;

/// A text file of root's on the machine.
///
/// @param path absolute
/// @param mode permission bits, 0 to 0777
/// @param text its content
public record BootFile(String path, int mode, String text) {
    private static final int LARGEST = 256 << 10;

    public BootFile {
        Rules.PATH.require("the path of a file", path);
        if (mode < 0 || mode > 0777) {
            throw new InvalidValue("file " + path + " has mode 0" + Integer.toOctalString(mode) + "; permission bits are 0 to 0777");
        }
        if (text.length() > LARGEST) {
            throw new InvalidValue("file " + path + " has " + text.length() + " characters; user data takes far fewer than " + LARGEST);
        }
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Without the text, which may be secret.
    @Override
    public String toString() {
        return "BootFile[" + path + ", 0" + Integer.toOctalString(mode) + "]";
    }
}

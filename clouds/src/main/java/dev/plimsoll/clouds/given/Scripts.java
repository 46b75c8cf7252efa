package dev.plimsoll.clouds.given;

import dev.plimsoll.model.cloud.CloudPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The scripts that hosts are sent. Values in them are of letters, digits and `.:_-` only, or base64.
final class Scripts {
    /// Somebody has the host already.
    static final int TAKEN = 17;
    /// It does not carry the stamp that was meant.
    static final int ANOTHER = 18;
    /// Something is under way there.
    static final int BUSY = 19;
    private static final int LINE = 76;

    private Scripts() {}

    static String text(String name) {
        try (var in = Scripts.class.getResourceAsStream(name + ".sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Takes the host and begins what is to be done on it.
    static String claim(CloudPart.Machine part) {
        var userData = part.userData().reveal();
        var doing = userData.isEmpty() ? "" : "base64 -d >\"$new/set-up\" <<'.'\n" + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(userData.getBytes(StandardCharsets.UTF_8)) + "\n.\n";
        return text("claim") + "echo '" + part.stamp().text() + "' >\"$new/stamp\"\n" + doing + "take\n" + text("set-up");
    }

    static String leave(String plane, String stamp) {
        return "stamp='" + stamp + "' plane='" + plane + "'\n" + text("leave");
    }

    static String reboot(String stamp) {
        return "stamp='" + stamp + "'\n" + text("reboot");
    }

    /// The end of what its setup and its boots wrote.
    static String console(int lines) {
        return "cat /var/log/plimsoll-setup.log /var/log/plimsoll-machine.log 2>/dev/null | tail -n " + lines + "\n";
    }
}

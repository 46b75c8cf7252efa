package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Trail;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A label of a service, and where it stands.
public record Label(String name, String value, Mark mark, Trail trail) {
    /// Labels whose values hold hashes of passwords.
    private static final Pattern HASHES = Pattern.compile("traefik\\.(http\\.middlewares\\.[^.]+\\.(basicauth|digestauth)(\\.users)?|(.+\\.)?frontend\\.auth\\.(basic|digest)(\\.users)?)");

    /// Whether a label of this name holds what nobody should see.
    public static boolean holdsHashes(String name) {
        return name.length() > "traefik.".length() && HASHES.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /// The values between commas.
    List<String> list() {
        return Arrays.stream(value.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }

    void error(Findings findings, String code, String sentence, Optional<String> hint) {
        findings.error(mark, trail, code, sentence, hint);
    }

    void warning(Findings findings, String code, String sentence, Optional<String> hint) {
        findings.warning(mark, trail, code, sentence, hint);
    }

    void notice(Findings findings, String code, String sentence) {
        findings.notice(mark, trail, code, sentence);
    }
}

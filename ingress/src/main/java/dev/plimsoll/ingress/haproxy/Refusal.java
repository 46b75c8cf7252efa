package dev.plimsoll.ingress.haproxy;

import java.util.Optional;
import java.util.regex.Pattern;

/// A line of a configuration that HAProxy refuses.
///
/// @param route whose it is; none when it is nobody's
/// @param words HAProxy's own
record Refusal(Optional<String> route, String words) {
    private static final int LONGEST = 300;
    private static final Pattern BLAMED = Pattern.compile("\\[" + Pattern.quote(Configuration.FILE) + ":([0-9]+)]");
    private static final Pattern NOISE = Pattern.compile("(?m)^\\[(?:NOTICE|WARNING)].*\\R?|^\\[ALERT]\\s+\\([0-9]+\\) : (?:config : )?");

    /// What HAProxy said against this very configuration.
    static Refusal of(Configuration configuration, String said) {
        var line = BLAMED.matcher(said);
        return new Refusal(line.find() && line.group(1).length() < 9 ? configuration.blame(Integer.parseInt(line.group(1))) : Optional.empty(), tame(said));
    }

    /// The first thing it says, without its habits.
    static String tame(String said) {
        var plain = NOISE.matcher(said).replaceAll("").strip();
        var first = plain.lines().findFirst().orElse(said.strip()).replaceAll("\\p{Cntrl}", "?");
        return first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
    }
}

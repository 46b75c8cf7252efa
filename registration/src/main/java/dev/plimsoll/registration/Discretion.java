package dev.plimsoll.registration;

import dev.plimsoll.model.outside.SecretText;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Keeps secrets out of texts that people will read.
final class Discretion {
    private static final int LONGEST = 200;
    private static final String HIDDEN = "•••";
    /// Shorter ones are in every other word.
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    Discretion(Collection<SecretText> secrets) {
        this.secrets = secrets.stream().map(s -> s.reveal().strip()).filter(s -> s.length() >= SHORTEST).sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    /// Foreign words, fit to be shown: short, on one line, without what we sent in confidence. Long runs of hex digits go too: they may be a checksum.
    String tell(String words) {
        var text = words;
        for (var secret : secrets) {
            text = text.replace(secret, HIDDEN);
        }
        text = text.replaceAll("[0-9a-fA-F]{32,}", HIDDEN).replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

package dev.plimsoll.manifest.tree;

import java.util.Collection;
import java.util.Optional;

/// The known word nearest to what somebody wrote, by edit distance (Damerau-Levenshtein, restricted form), for `did you mean` hints.
public final class Nearest {
    private static final int LONGEST = 40;
    /// Known words looked at: a file with thousands of names and thousands of typos must not take minutes to complain about.
    private static final int MOST = 100;

    private Nearest() {}

    /// `did you mean 'image'?`; empty when nothing is near enough: more than a third of the letters would have to change.
    public static Optional<String> hint(String written, Collection<String> known) {
        return of(written, known).map(k -> "did you mean " + Quote.of(k) + "?");
    }

    /// The nearest known word itself.
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = simplify(written);
        String best = "";
        int least = Integer.MAX_VALUE;
        int looked = 0;
        for (var candidate : known) {
            if (++looked > MOST) {
                break;
            }
            if (candidate.length() > LONGEST || Math.abs(candidate.length() - written.length()) > LONGEST / 3) {
                continue;
            }
            int distance = distance(plain, simplify(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return least <= Math.max(1, Math.min(plain.length(), best.length()) / 3) ? Optional.of(best) : Optional.empty();
    }

    /// `capAdd`, `cap-add` and `cap_add` are one word to a person who mixes up the spellings.
    private static String simplify(String word) {
        return word.toLowerCase(java.util.Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static int distance(String a, String b) {
        var twoBack = new int[b.length() + 1];
        var back = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            back[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], back[j]) + 1, back[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoBack[j - 2] + 1);
                }
            }
            var spare = twoBack;
            twoBack = back;
            back = row;
            row = spare;
        }
        return back[b.length()];
    }
}

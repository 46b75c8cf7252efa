package dev.plimsoll.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody may have meant.
public final class Similar {
    private Similar() {}

    /// The nearest of the candidates by edits (insert, drop, change, swap of neighbours), when it is near enough to be worth a question.
    public static Optional<String> to(String word, Collection<String> candidates) {
        var most = Math.max(1, word.length() / 3);
        return candidates.stream().filter(c -> c.startsWith(word) && word.length() >= 3 || edits(word, c) <= most)
            .min(Comparator.comparingInt(c -> edits(word, c)));
    }

    private static int edits(String from, String to) {
        var cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                var same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}

package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.route.Match;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of two rules is asked first: the larger priority; then an exact host before a pattern of hosts before any host; then the longer path, an exact one
/// before a prefix; then who asks for more; then by name, so that the order is the same every time.
final class RuleOrder implements Comparator<RuleOrder.Ranked> {
    private static final Comparator<Ranked> ORDER = Comparator.comparingInt((Ranked r) -> -r.priority).thenComparingInt(r -> r.host).thenComparingInt(r -> -r.hostLength)
        .thenComparingInt(r -> -r.pathLength).thenComparing(r -> !r.exactPath).thenComparingInt(r -> -r.rule.conditions().size()).thenComparing(r -> r.rule.route())
        .thenComparing(r -> r.text);

    /// A rule with what its place follows from.
    record Ranked(Rule rule, int priority, int host, int hostLength, int pathLength, boolean exactPath, String text) {
        static Ranked of(Rule rule, int priority) {
            int host = 2;
            int hostLength = 0;
            int pathLength = 0;
            boolean exactPath = false;
            for (var condition : rule.conditions()) {
                switch (condition) {
                    case Match.Host(var how, var name) -> {
                        host = Math.min(host, how == Match.How.EXACT ? 0 : 1);
                        hostLength = how == Match.How.EXACT ? hostLength : Math.max(hostLength, name.length());
                    }
                    case Match.Path(var how, var path) -> {
                        pathLength = Math.max(pathLength, path.length());
                        exactPath |= how == Match.How.EXACT;
                    }
                    case Match.Any _, Match.Method _, Match.Header _, Match.Query _, Match.Client _, Match.And _, Match.Or _, Match.Not _ -> { }
                }
            }
            return new Ranked(rule, priority, host, host == 0 ? 0 : hostLength, pathLength, exactPath, text(rule.conditions()));
        }

        private static String text(Set<Match> conditions) {
            return conditions.stream().map(Match::text).sorted().collect(Collectors.joining(" && "));
        }
    }

    @Override
    public int compare(Ranked left, Ranked right) {
        return ORDER.compare(left, right);
    }
}

package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Expression;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Match.How;
import dev.plimsoll.model.route.Rewrite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Rules of Traefik v1: `Matcher: a,b; Matcher: c`. `;` is and, `,` is or; both are split at wherever they stand, in regular expressions too, as Traefik does. A rule may
/// also change the path; the order of changes is fixed, whatever the order written.
///
/// @param match    what is taken
/// @param rewrites what becomes of the path
record OlderRules(Match match, List<Rewrite> rewrites) {
    private static final List<String> WORDS = List.of("Host", "HostRegexp", "Path", "PathStrip", "PathStripRegex", "PathPrefix", "PathPrefixStrip", "PathPrefixStripRegex", "Method", "Headers",
        "HeadersRegexp", "Query", "AddPrefix", "ReplacePath", "ReplacePathRegex");
    /// Path changes in the order in which Traefik makes them.
    private static final List<String> CHANGES = List.of("PathStrip", "PathPrefixStrip", "PathStripRegex", "PathPrefixStripRegex", "AddPrefix", "ReplacePath", "ReplacePathRegex");

    /// @throws InvalidValue when it is no rule; an unknown matcher makes the whole rule wrong
    static OlderRules read(String rule) {
        if (rule.length() > Expression.LONGEST) {
            throw new InvalidValue("the rule has " + rule.length() + " characters; at most " + Expression.LONGEST + " are read");
        }
        var matches = new ArrayList<Match>();
        var changes = new ArrayList<Change>();
        for (var piece : rule.split(";")) {
            if (piece.isBlank()) {
                continue;
            }
            int colon = piece.indexOf(':');
            var word = piece.substring(0, Math.max(0, colon)).strip();
            if (colon < 0 || matches.size() + changes.size() > Expression.MOST) {
                throw new InvalidValue(colon < 0 ? Quote.of(piece.strip()) + " is not written as Matcher: value" : "the rule has more than " + Expression.MOST + " parts");
            }
            piece(word, piece.substring(colon + 1).strip(), matches, changes);
        }
        if (matches.isEmpty() && changes.isEmpty()) {
            throw new InvalidValue("the rule is empty");
        }
        return new OlderRules(Match.all(matches), CHANGES.stream().flatMap(c -> changes.stream().filter(m -> m.word().equals(c))).map(Change::rewrite).toList());
    }

    private record Change(String word, Rewrite rewrite) {}

    private static void piece(String word, String written, List<Match> matches, List<Change> changes) {
        var values = Arrays.stream(written.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
        if (values.isEmpty()) {
            throw new InvalidValue(word + " has no value");
        }
        if (values.size() > Expression.MOST) {
            throw new InvalidValue("the rule has more than " + Expression.MOST + " parts");
        }
        switch (word) {
            case "Host" -> matches.add(any(values, Templates::host));
            case "HostRegexp" -> matches.add(any(values, v -> Templates.has(v) ? Templates.host(v) : new Match.Host(How.REGEXP, "(?i)^" + Templates.regexp(v, "[^.]+") + "$")));
            case "Path" -> matches.add(any(values, Templates::path));
            case "PathStrip" -> {
                matches.add(any(values, Templates::path));
                changes.add(new Change(word, new Rewrite.Strip(values)));
            }
            case "PathStripRegex" -> {
                matches.add(any(values, Templates::path));
                changes.add(new Change(word, stripped(values)));
            }
            case "PathPrefix" -> matches.add(any(values, Templates::prefix));
            case "PathPrefixStrip" -> {
                matches.add(any(values, Templates::prefix));
                changes.add(new Change(word, new Rewrite.Strip(values)));
            }
            case "PathPrefixStripRegex" -> {
                matches.add(any(values, Templates::prefix));
                changes.add(new Change(word, stripped(values)));
            }
            case "Method" -> matches.add(any(values, Match.Method::new));
            case "Headers" -> matches.add(pair(word, values, How.EXACT));
            case "HeadersRegexp" -> matches.add(pair(word, values, How.REGEXP));
            case "Query" -> matches.add(Match.all(values.stream().map(NewerRules::parameter).toList()));
            case "AddPrefix" -> changes.add(new Change(word, new Rewrite.Add(single(word, values))));
            case "ReplacePath" -> changes.add(new Change(word, new Rewrite.Replace(single(word, values))));
            case "ReplacePathRegex" -> changes.add(new Change(word, replaced(written)));
            default -> throw new InvalidValue(Quote.of(word) + " is no matcher" + Nearest.hint(word, WORDS).map(h -> "; " + h).orElse(""));
        }
    }

    private static Rewrite stripped(List<String> values) {
        return new Rewrite.StripRegexp(values.stream().map(v -> "^" + Templates.regexp(v, "[^/]+")).toList());
    }

    /// An expression and a replacement with a blank between.
    private static Rewrite replaced(String written) {
        var parts = written.split("\\s+", 2);
        if (parts.length != 2) {
            throw new InvalidValue("ReplacePathRegex takes an expression, a blank and a replacement");
        }
        return new Rewrite.ReplaceRegexp(parts[0], parts[1].strip());
    }

    private static Match any(List<String> values, Function<String, Match> one) {
        return Match.one(values.stream().map(one).toList());
    }

    private static Match pair(String word, List<String> values, How how) {
        if (values.size() != 2) {
            throw new InvalidValue(word + " takes a name, a comma and a value");
        }
        return new Match.Header(values.get(0), how, values.get(1));
    }

    private static String single(String word, List<String> values) {
        if (values.size() != 1) {
            throw new InvalidValue(word + " takes one value");
        }
        return values.getFirst();
    }
}

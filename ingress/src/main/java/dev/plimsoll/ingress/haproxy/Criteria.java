package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.route.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Conditions as access control lists of one section. Each condition is written down once, however many rules name it.
final class Criteria {
    private final String hostName;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /// @param hostName where the host is found that was asked for: a header, or what TLS names
    Criteria(String hostName) {
        this.hostName = hostName;
    }

    /// All conditions of a rule, as they stand behind an `if`. Always true when there are none.
    String all(Set<Match> conditions, String route) {
        return conditions.isEmpty() ? "TRUE" : conditions.stream().map(c -> name(c, route)).sorted().collect(Collectors.joining(" "));
    }

    /// The lists themselves, to stand before the rules.
    List<Line> lines() {
        return List.copyOf(lines);
    }

    private String name(Match condition, String route) {
        return condition instanceof Match.Not(var inner) ? "!" + name(inner, route) : names.computeIfAbsent(text(condition), text -> {
            var name = "c" + names.size();
            lines.add(new Line("acl " + name + " " + text, route));
            return name;
        });
    }

    private String text(Match condition) {
        return switch (condition) {
            case Match.Host(var how, var name) -> hostName + (how == Match.How.WILDCARD
                ? " -m reg -i -- " + Quoting.word("^[^.]+" + Pattern.quote(name.substring(1)) + "$") : " -m " + comparison(how) + " -i -- " + Quoting.word(name));
            case Match.Path(var how, var path) -> "path -m " + comparison(how) + " -- " + Quoting.word(path);
            case Match.Method(var method) -> "method -m str -- " + Quoting.word(method);
            case Match.Header(var name, var how, var value) -> Quoting.word("req.fhdr(" + Quoting.argument(name) + ")") + " -m " + comparison(how) + " -- " + Quoting.word(value);
            case Match.Query(var name, var how, var value) -> Quoting.word("urlp(" + Quoting.argument(name) + ")") + ",url_dec -m " + comparison(how) + " -- " + Quoting.word(value);
            case Match.Client(var range) -> "src -- " + Quoting.word(range);
            case Match.Any _, Match.And _, Match.Or _, Match.Not _ -> throw new IllegalArgumentException("no plain condition: " + condition.text());
        };
    }

    private static String comparison(Match.How how) {
        return switch (how) {
            case EXACT, WILDCARD -> "str";
            case PREFIX -> "beg";
            case SUFFIX -> "end";
            case REGEXP -> "reg";
        };
    }
}

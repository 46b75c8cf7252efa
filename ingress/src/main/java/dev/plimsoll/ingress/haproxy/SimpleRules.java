package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.route.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules of an entry point, sorted by how they are found. Most ask for a host and the beginning of a path, and nothing else: they are looked up in two maps, so
/// that 2,000 of them cost a request no more than ten. The others are asked one after the other. A map's entry tells how many of the others come before it.
///
/// @param exact  host and whole path, to `BEFORE@BACKEND`
/// @param prefix host and beginning of the path, of which HAProxy finds the longest
/// @param others in their order
record SimpleRules(Map<String, String> exact, Map<String, String> prefix, List<Rule> others) {
    /// Stands in a map for every host.
    static final String ANY_HOST = "*";
    /// What may stand in a map's key, and be sent over the admin socket, without a second meaning.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~!$&()*+,=:@%\\[\\]-]+");

    /// @param prioritized routes with a priority of their own, whose place hosts and paths do not tell
    static SimpleRules of(List<Rule> rules, Set<String> prioritized) {
        var exact = new TreeMap<String, String>();
        var prefix = new TreeMap<String, String>();
        var others = new ArrayList<Rule>();
        for (var rule : rules) {
            var key = prioritized.contains(rule.route()) ? Optional.<Key>empty() : key(rule.conditions());
            if (key.isPresent()) {
                (key.get().whole() ? exact : prefix).putIfAbsent(key.get().text(), others.size() + "@" + Names.backend(rule.route()));
            } else {
                others.add(rule);
            }
        }
        return new SimpleRules(exact, prefix, others);
    }

    /// Whether some ask for hosts by a pattern.
    boolean hasPatterns() {
        return has("*.");
    }

    /// Whether some ask for no host.
    boolean hasAnyHost() {
        return has(ANY_HOST + "/");
    }

    private boolean has(String beginning) {
        return Stream.of(exact, prefix).anyMatch(map -> map.keySet().stream().anyMatch(k -> k.startsWith(beginning)));
    }

    private record Key(String text, boolean whole) {}

    private static Optional<Key> key(Set<Match> conditions) {
        String host = null;
        Match.Path path = null;
        for (var condition : conditions) {
            if (condition instanceof Match.Host(var how, var name) && host == null && (how == Match.How.EXACT || how == Match.How.WILDCARD)) {
                host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            } else if (condition instanceof Match.Path p && path == null && p.how() != Match.How.REGEXP) {
                path = p;
            } else {
                return Optional.empty();
            }
        }
        var text = (host == null ? ANY_HOST : host) + (path == null ? "/" : path.path());
        return PLAIN.matcher(text).matches() ? Optional.of(new Key(text, path != null && path.how() == Match.How.EXACT)) : Optional.empty();
    }
}

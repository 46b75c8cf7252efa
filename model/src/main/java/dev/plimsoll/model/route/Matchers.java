package dev.plimsoll.model.route;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Match.How;
import java.util.List;
import java.util.stream.Collectors;

/// The words of an expression, and how a match is spelled with them.
final class Matchers {
    private static final String WORDS = "Host, HostPrefix, HostSuffix, HostRegexp, Path, PathPrefix, PathRegexp, Method, Header, HeaderRegexp, Query, QueryRegexp, ClientIP, Any";

    private Matchers() {}

    static Match match(String word, List<String> arguments) {
        require(word, arguments, switch (word) {
            case "Any" -> 0;
            case "Header", "HeaderRegexp", "Query", "QueryRegexp" -> 2;
            default -> 1;
        });
        return switch (word) {
            case "Any" -> Match.ANY;
            case "Host" -> host(arguments.getFirst());
            case "HostPrefix" -> new Match.Host(How.PREFIX, arguments.getFirst());
            case "HostSuffix" -> new Match.Host(How.SUFFIX, arguments.getFirst());
            case "HostRegexp" -> new Match.Host(How.REGEXP, arguments.getFirst());
            case "Path" -> new Match.Path(How.EXACT, arguments.getFirst());
            case "PathPrefix" -> new Match.Path(How.PREFIX, arguments.getFirst());
            case "PathRegexp" -> new Match.Path(How.REGEXP, arguments.getFirst());
            case "Method" -> new Match.Method(arguments.getFirst());
            case "Header" -> new Match.Header(arguments.get(0), How.EXACT, arguments.get(1));
            case "HeaderRegexp" -> new Match.Header(arguments.get(0), How.REGEXP, arguments.get(1));
            case "Query" -> new Match.Query(arguments.get(0), How.EXACT, arguments.get(1));
            case "QueryRegexp" -> new Match.Query(arguments.get(0), How.REGEXP, arguments.get(1));
            case "ClientIP" -> new Match.Client(arguments.getFirst());
            default -> throw new InvalidValue(Texts.quoted(word) + " is none of " + WORDS);
        };
    }

    /// A name, or one with `*.` before it.
    private static Match host(String name) {
        return new Match.Host(name.startsWith("*.") ? How.WILDCARD : How.EXACT, name);
    }

    private static void require(String word, List<String> arguments, int wanted) {
        if (arguments.size() != wanted) {
            throw new InvalidValue(Texts.quoted(word) + " takes " + wanted + (wanted == 1 ? " value, not " : " values, not ") + arguments.size()
                + (wanted == 1 && arguments.size() > 1 ? "; write one of them each, with || between them" : ""));
        }
    }

    static String text(Match match) {
        return switch (match) {
            case Match.Any _ -> "Any()";
            case Match.Host(var how, var name) -> spelled("Host", how, name);
            case Match.Path(var how, var path) -> spelled("Path", how, path);
            case Match.Method(var method) -> "Method(" + quoted(method) + ")";
            case Match.Header(var name, var how, var value) -> "Header" + (how == How.REGEXP ? "Regexp" : "") + "(" + quoted(name) + ", " + quoted(value) + ")";
            case Match.Query(var name, var how, var value) -> "Query" + (how == How.REGEXP ? "Regexp" : "") + "(" + quoted(name) + ", " + quoted(value) + ")";
            case Match.Client(var range) -> "ClientIP(" + quoted(range) + ")";
            case Match.And(var parts) -> parts.stream().map(p -> p instanceof Match.Or ? "(" + text(p) + ")" : text(p)).collect(Collectors.joining(" && "));
            case Match.Or(var parts) -> parts.stream().map(Matchers::text).collect(Collectors.joining(" || "));
            case Match.Not(var inner) -> "!" + (inner instanceof Match.And || inner instanceof Match.Or ? "(" + text(inner) + ")" : text(inner));
        };
    }

    private static String spelled(String what, How how, String text) {
        return what + switch (how) {
            case EXACT, WILDCARD -> "";
            case PREFIX -> "Prefix";
            case SUFFIX -> "Suffix";
            case REGEXP -> "Regexp";
        } + "(" + quoted(text) + ")";
    }

    private static String quoted(String text) {
        return text.indexOf('`') < 0 ? "`" + text + "`" : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

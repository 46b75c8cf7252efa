package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Expression;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Match.How;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Rules of Traefik v2 and v3. Both are read alike, because files mix them: several values in one word are alternatives, braces in hosts and paths are
/// templates as in v2, and `HostRegexp` without them is a plain expression as in v3.
final class NewerRules {
    private static final List<String> WORDS = List.of("Host", "HostHeader", "HostRegexp", "Path", "PathPrefix", "PathRegexp", "Method", "Header", "Headers", "HeaderRegexp", "HeadersRegexp",
        "Query", "QueryRegexp", "ClientIP", "HostSNI", "HostSNIRegexp", "ALPN");

    private NewerRules() {}

    /// @throws InvalidValue when it is no rule; the sentence says where
    static Match read(String rule) {
        return Expression.read(rule, NewerRules::match);
    }

    private static Match match(String word, List<String> values) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "host", "hostheader", "hostsni" -> any(word, values, v -> v.equals("*") ? Match.ANY : Templates.host(v));
            case "hostregexp", "hostsniregexp" -> any(word, values, v -> Templates.has(v) ? Templates.host(v) : new Match.Host(How.REGEXP, v));
            case "path" -> any(word, values, Templates::path);
            case "pathprefix" -> any(word, values, Templates::prefix);
            case "pathregexp" -> any(word, values, v -> new Match.Path(How.REGEXP, v));
            case "method" -> any(word, values, Match.Method::new);
            case "clientip" -> any(word, values, Match.Client::new);
            case "header", "headers" -> pair(word, values, (name, value) -> new Match.Header(name, How.EXACT, value));
            case "headerregexp", "headersregexp" -> pair(word, values, (name, value) -> new Match.Header(name, How.REGEXP, value));
            case "query" -> query(word, values);
            case "queryregexp" -> pair(word, values, (name, value) -> new Match.Query(name, How.REGEXP, value));
            case "alpn" -> throw new InvalidValue("ALPN cannot be asked for: the protocol inside TLS is not known before a route is chosen");
            default -> throw new InvalidValue(Quote.of(word) + " is no matcher" + Nearest.hint(word, WORDS).map(h -> "; " + h).orElse(""));
        };
    }

    private static Match any(String word, List<String> values, Function<String, Match> one) {
        if (values.isEmpty()) {
            throw new InvalidValue(word + " has no value");
        }
        return Match.one(values.stream().map(one).toList());
    }

    private static Match pair(String word, List<String> values, BiFunction<String, String, Match> made) {
        if (values.size() != 2) {
            throw new InvalidValue(word + " takes a name and a value");
        }
        return made.apply(values.get(0), values.get(1));
    }

    /// v3: a name and a value. v2: any number of `name=value`, all of which must be so; a name alone asks for no particular value.
    private static Match query(String word, List<String> values) {
        boolean older = values.size() != 2 || values.stream().anyMatch(v -> v.indexOf('=') > 0);
        if (!older) {
            return new Match.Query(values.get(0), How.EXACT, values.get(1));
        }
        if (values.isEmpty()) {
            throw new InvalidValue(word + " has no value");
        }
        return Match.all(values.stream().map(NewerRules::parameter).toList());
    }

    static Match parameter(String written) {
        var parts = Arrays.asList(written.split("=", 2));
        return Optional.of(parts).filter(p -> p.size() == 2).<Match>map(p -> new Match.Query(p.get(0), How.EXACT, p.get(1)))
            .orElseGet(() -> new Match.Query(written, How.REGEXP, ".*"));
    }
}

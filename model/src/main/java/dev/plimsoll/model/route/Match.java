package dev.plimsoll.model.route;

import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Which requests (or connections) a route takes. Written as Traefik v3 writes rules, because people know it: `Host(`a`) && PathPrefix(`/x`)`. For
/// connections that are not HTTP, Host is the server name that TLS asks for.
public sealed interface Match {
    Match ANY = new Any();

    /// Everything.
    record Any() implements Match {}

    /// The host name asked for, without its port; letters of either case are the same.
    ///
    /// @param how  EXACT, WILDCARD (`*.example.org`: exactly one label more, as in certificates), PREFIX, SUFFIX or REGEXP
    /// @param name in lower case, unless it is a regular expression
    record Host(How how, String name) implements Match {
        public Host {
            name = how == How.REGEXP ? Texts.regexp(name) : Texts.host(how, name);
        }
    }

    /// The path of the request, without the query. PREFIX compares letters, not segments: `/shop` also takes `/shopping`.
    ///
    /// @param how EXACT, PREFIX or REGEXP
    record Path(How how, String path) implements Match {
        public Path {
            Texts.only(how, How.EXACT, How.PREFIX, How.REGEXP);
            path = how == How.REGEXP ? Texts.regexp(path) : Texts.path(path);
        }
    }

    /// The method of the request, in capitals.
    record Method(String method) implements Match {
        public Method {
            method = Texts.token("method", method).toUpperCase(Locale.ROOT);
        }
    }

    /// A header of the request.
    ///
    /// @param how EXACT or REGEXP
    record Header(String name, How how, String value) implements Match {
        public Header {
            Texts.only(how, How.EXACT, How.REGEXP);
            name = Texts.token("header", name);
            value = how == How.REGEXP ? Texts.regexp(value) : Texts.line("value of header " + name, value);
        }
    }

    /// A parameter in the request's query.
    ///
    /// @param how EXACT or REGEXP
    record Query(String name, How how, String value) implements Match {
        public Query {
            Texts.only(how, How.EXACT, How.REGEXP);
            name = Texts.line("parameter", name);
            value = how == How.REGEXP ? Texts.regexp(value) : Texts.line("value of parameter " + name, value);
        }
    }

    /// The address the connection comes from.
    ///
    /// @param range address or CIDR range
    record Client(String range) implements Match {
        public Client {
            range = Texts.range(range);
        }
    }

    /// All of them; two at least.
    record And(List<Match> parts) implements Match {
        public And {
            parts = flat(parts, m -> m instanceof And and ? and.parts : List.of(m));
        }
    }

    /// One of them; two at least.
    record Or(List<Match> parts) implements Match {
        public Or {
            parts = flat(parts, m -> m instanceof Or or ? or.parts : List.of(m));
        }
    }

    /// What the other does not take.
    record Not(Match match) implements Match {}

    /// How a text is compared. Not every way suits every text; the records say which.
    enum How { EXACT, PREFIX, SUFFIX, WILDCARD, REGEXP }

    /// Reads what [#text] writes.
    ///
    /// @throws InvalidValue when it is no such expression, is longer or deeper than [Expression] allows, or compares with what can never be
    static Match parse(String text) {
        return Expression.read(text, Matchers::match);
    }

    /// The expression that [#parse] reads back as the same match.
    default String text() {
        return Matchers.text(this);
    }

    /// All of these; [#ANY] when there are none.
    static Match all(List<Match> parts) {
        return parts.size() > 1 ? new And(parts) : parts.isEmpty() ? ANY : parts.getFirst();
    }

    /// One of these.
    ///
    /// @throws InvalidValue when there are none
    static Match one(List<Match> parts) {
        if (parts.isEmpty()) {
            throw new InvalidValue("there is nothing to choose from");
        }
        return parts.size() > 1 ? new Or(parts) : parts.getFirst();
    }

    /// The same with every text in it changed.
    default Match withTexts(UnaryOperator<String> change) {
        return switch (this) {
            case Any any -> any;
            case Host(var how, var name) -> new Host(how, change.apply(name));
            case Path(var how, var path) -> new Path(how, change.apply(path));
            case Method(var method) -> new Method(change.apply(method));
            case Header(var name, var how, var value) -> new Header(name, how, change.apply(value));
            case Query(var name, var how, var value) -> new Query(name, how, change.apply(value));
            case Client(var range) -> new Client(change.apply(range));
            case And(var parts) -> new And(parts.stream().map(p -> p.withTexts(change)).toList());
            case Or(var parts) -> new Or(parts.stream().map(p -> p.withTexts(change)).toList());
            case Not(var match) -> new Not(match.withTexts(change));
        };
    }

    /// One shape for one meaning: an And holds no And, so that printing and reading again changes nothing.
    private static List<Match> flat(List<Match> parts, java.util.function.Function<Match, List<Match>> opened) {
        var flat = new ArrayList<Match>();
        parts.forEach(p -> flat.addAll(opened.apply(p)));
        if (flat.size() < 2) {
            throw new InvalidValue("'and' and 'or' are about two things at least");
        }
        return List.copyOf(flat);
    }
}

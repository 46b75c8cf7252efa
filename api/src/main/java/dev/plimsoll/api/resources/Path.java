package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a path names. The one place where ids from paths become keys, so the one place that refuses what is no name.
public final class Path {
    private Path() {}

    /// The kind of `{kind}`; without that parameter the path is about projects.
    public static Kind kind(Exchange exchange) {
        if (!exchange.hasPath("kind")) {
            return Kind.PROJECT;
        }
        var word = exchange.path("kind");
        return Arrays.stream(Kind.values()).filter(k -> k.plural().equals(word)).findFirst().orElseThrow(() -> unknown(word));
    }

    /// The project of `{project}`, when the path has one.
    public static Optional<String> project(Exchange exchange) {
        return exchange.hasPath("project") ? Optional.of(named(() -> new Key(Kind.PROJECT, "", exchange.path("project"))).name()) : Optional.empty();
    }

    /// The resource of `{kind}` and `{name}` in `{project}`.
    public static Key key(Exchange exchange) {
        return key(exchange, kind(exchange));
    }

    /// The resource of `{name}` in `{project}`, of a kind the template fixes.
    public static Key key(Exchange exchange, Kind kind) {
        return named(() -> new Key(kind, kind.inProject() ? exchange.path("project") : "", exchange.path("name")));
    }

    /// From `assembly/hello` (in the given project) or `assembly/shop/hello`.
    public static Key parse(String text, Optional<String> project) {
        var parts = text.split("/", -1);
        var kind = Kind.named(parts[0]).orElseThrow(() -> unknown(parts[0]));
        return named(() -> switch (parts.length) {
            case 2 -> new Key(kind, kind.inProject() ? project.orElse("default") : "", parts[1]);
            case 3 -> new Key(kind, parts[1], parts[2]);
            default -> throw new InvalidValue("'" + text + "' is no reference such as assembly/shop/hello");
        });
    }

    private static Problem unknown(String word) {
        List<String> plurals = Arrays.stream(Kind.values()).map(Kind::plural).toList();
        var problem = Problem.of(ProblemCode.NOT_FOUND, "there is no kind '" + (word.length() > 63 ? word.substring(0, 63) + "…" : word) + "'");
        return problem.hint(Nearest.hint(word, plurals).orElse("kinds are " + String.join(", ", plurals)));
    }

    private static Key named(java.util.function.Supplier<Key> key) {
        try {
            return key.get();
        } catch (InvalidValue wrong) {
            throw Problem.of(ProblemCode.MALFORMED, wrong.getMessage());
        }
    }
}

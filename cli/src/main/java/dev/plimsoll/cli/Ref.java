package dev.plimsoll.cli;

import dev.plimsoll.cli.http.Route;
import dev.plimsoll.model.Kind;
import java.util.Arrays;
import java.util.List;

/// Which resource somebody means: `assembly/hello`, `assembly/shop/hello` with its project, or a kind and names apart.
///
/// @param project empty for a project itself
public record Ref(Kind kind, String project, String name) {

    /// Reads `KIND/NAME` or `KIND/PROJECT/NAME`.
    public static Ref parse(String text, String project) {
        var parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            throw Trouble.usage("'" + text + "' names no resource", "write KIND/NAME, such as assembly/hello");
        }
        return of(kind(parts[0]), parts.length == 3 ? parts[1] : project, parts[parts.length - 1]);
    }

    /// Reads a kind and names (`assembly hello shop`), or references (`assembly/hello component/hello-web`).
    public static List<Ref> parse(List<String> words, String project) {
        if (words.getFirst().contains("/")) {
            return words.stream().map(w -> parse(w, project)).toList();
        }
        var kind = kind(words.getFirst());
        return words.stream().skip(1).map(name -> of(kind, project, name)).toList();
    }

    public static Ref of(Kind kind, String project, String name) {
        return new Ref(kind, kind.inProject() ? project : "", name);
    }

    /// @throws Trouble when there is no such kind; it says which one may have been meant
    public static Kind kind(String word) {
        return Kind.named(word).orElseThrow(() -> Trouble.usage("there is no kind '" + word + "'",
            Similar.to(word, Arrays.stream(Kind.values()).flatMap(k -> List.of(k.singular(), k.plural()).stream()).toList())
                .map(k -> "did you mean '" + k + "'?")
                .orElse("write KIND NAME, such as assembly hello; kinds are " + String.join(", ", Arrays.stream(Kind.values()).map(Kind::plural).toList()))));
    }

    /// Its path in the API, with more behind it.
    public Route route(String... more) {
        var own = kind.inProject() ? List.of("v1", "projects", project, kind.plural(), name) : List.of("v1", kind.plural(), name);
        return Route.of(java.util.stream.Stream.concat(own.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    /// `assembly/hello`.
    public String brief() {
        return kind.singular() + "/" + name;
    }

    /// `assembly/default/hello`, the form of keys in the API.
    public String key() {
        return project.isEmpty() ? brief() : kind.singular() + "/" + project + "/" + name;
    }

    @Override
    public String toString() {
        return brief();
    }
}

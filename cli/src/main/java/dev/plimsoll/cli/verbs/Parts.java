package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Similar;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.List;

/// Finds the component somebody means: by its own name (`hello-web`), by assembly and part (`hello/web`), or by the part's name alone when only one
/// assembly has it (`web`).
final class Parts {
    private final Session session;
    private final List<Json> components;

    Parts(Session session, Api api) throws IOException {
        this.session = session;
        components = api.list(Route.project(session.project(), Kind.COMPONENT.plural()).with("fields", "summary"));
    }

    Ref component(String word) {
        var wanted = word.startsWith("component/") ? word.substring("component/".length()) : word;
        var slash = wanted.indexOf('/');
        var found = components.stream().filter(c -> slash < 0 ? name(c).equals(wanted) || part(c).equals(wanted)
            : assembly(c).equals(wanted.substring(0, slash)) && part(c).equals(wanted.substring(slash + 1))).toList();
        var exact = found.stream().filter(c -> name(c).equals(wanted)).toList();
        var chosen = exact.isEmpty() ? found : exact;
        if (chosen.size() == 1) {
            return Ref.of(Kind.COMPONENT, session.project(), name(chosen.getFirst()));
        }
        var names = components.stream().map(Parts::name).toList();
        if (chosen.isEmpty()) {
            throw Trouble.notFound("there is no component '" + word + "' in project " + session.project(),
                Similar.to(wanted, names).map(n -> "did you mean '" + n + "'?").orElse("plimsoll get components lists them"));
        }
        throw Trouble.usage("'" + word + "' is a part of several assemblies",
            "say which: " + String.join(", ", chosen.stream().map(Parts::name).toList()));
    }

    private static String name(Json component) {
        return component.text("metadata", "name");
    }

    private static String assembly(Json component) {
        return component.text("metadata", "owner", "name");
    }

    /// The component's name in its assembly.
    private static String part(Json component) {
        var prefix = assembly(component) + "-";
        return name(component).startsWith(prefix) ? name(component).substring(prefix.length()) : name(component);
    }
}

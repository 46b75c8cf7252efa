package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Names for completion. Nobody waits for a slow control plane with a finger on the tab key.
final class LiveNames {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private final Session session;
    private final Api api;

    LiveNames(Session session) {
        this.session = session;
        api = new Api(session.place(), PATIENCE);
    }

    List<String> of(Kind kind) throws IOException {
        return listed(kind, "").stream().map(r -> r.text("metadata", "name")).toList();
    }

    /// Names that the components of an assembly have in it.
    List<String> parts(String assembly) throws IOException {
        return listed(Kind.COMPONENT, "assembly/" + assembly).stream().map(r -> r.text("metadata", "name"))
            .map(n -> n.startsWith(assembly + "-") ? n.substring(assembly.length() + 1) : n).toList();
    }

    /// Numbers of an assembly's releases.
    List<String> releases(String assembly) throws IOException {
        return listed(Kind.RELEASE, "assembly/" + assembly).stream().map(r -> r.text("spec", "number")).filter(n -> !n.isEmpty()).toList();
    }

    private List<Json> listed(Kind kind, String owner) throws IOException {
        var route = kind.inProject() ? Route.project(session.project(), kind.plural()) : Route.of("v1", kind.plural());
        return api.get(route.with("owner", owner).with("fields", kind == Kind.RELEASE ? "" : "summary").with("limit", "200")).items("items");
    }
}

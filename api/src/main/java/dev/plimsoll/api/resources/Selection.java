package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which resources a listing or watch is about: kind and project of the path, labels and owner of the query.
record Selection(Kind kind, Optional<String> project, Map<String, String> labels, Optional<Owner> owner) {
    static Selection of(Exchange exchange) {
        var owner = exchange.query("owner").map(text -> Path.parse(text, Path.project(exchange))).map(key -> new Owner(key.kind(), key.name(), ""));
        return new Selection(Path.kind(exchange), Path.project(exchange), labels(exchange), owner);
    }

    Query query() {
        var all = Query.of(kind).labelled(labels);
        var inProject = project.map(all::in).orElse(all);
        return owner.map(inProject::ownedBy).orElse(inProject);
    }

    /// Whether a change is of a kind and place this selection could hold.
    boolean near(Resource resource) {
        return resource.kind() == kind && project.map(resource.metadata().project()::equals).orElse(true);
    }

    /// Whether a resource is in this selection.
    boolean holds(Resource resource) {
        return near(resource) && resource.metadata().labels().entrySet().containsAll(labels.entrySet())
            && owner.map(o -> resource.metadata().owner().filter(r -> r.kind() == o.kind() && r.name().equals(o.name())).isPresent()).orElse(true);
    }

    private static Map<String, String> labels(Exchange exchange) {
        var labels = new LinkedHashMap<String, String>();
        exchange.query("labels").ifPresent(text -> {
            for (var pair : text.split(",")) {
                int at = pair.indexOf('=');
                if (at < 1) {
                    throw Problem.of(ProblemCode.MALFORMED, "query parameter labels must be like name=value,other=value");
                }
                labels.put(pair.substring(0, at), pair.substring(at + 1));
            }
        });
        return labels;
    }
}

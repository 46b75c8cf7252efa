package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.shape.Binder;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client wants a resource to be: the parts of a body that are people's to write. What the store and controllers write (uid, revision,
/// status …) may be in the body, because clients send back what they got, and is passed over.
///
/// @param labels      replace the stored ones
/// @param annotations replace the stored ones
record Draft(Map<String, String> labels, Map<String, String> annotations, Spec spec) {
    private static final List<String> KNOWN = List.of("apiVersion", "kind", "metadata", "spec", "status");

    /// @throws Problem 422 with everything that is wrong, each with the place in the body
    static Draft read(Key key, String json) {
        var findings = new Findings();
        var tree = Json.readForeign("", json, findings).orElseThrow(() -> refused(ProblemCode.MALFORMED, key, findings));
        if (!(tree instanceof Node.Mapping body)) {
            throw Problem.of(ProblemCode.MALFORMED, "the body must be a JSON object with metadata and spec").about(key);
        }
        body.entries().keySet().stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw Problem.of(ProblemCode.INVALID, "unknown field '" + name + "'; a resource has " + String.join(", ", KNOWN)).about(key);
        });
        var metadata = new Binder(findings, Binder.Unknown.REFUSED).bind(Metadata.class, part(body, "metadata"), Trail.ROOT.to("metadata"));
        var spec = new Binder(findings, Binder.Unknown.REFUSED).bind(key.kind().specType(), part(body, "spec"), Trail.ROOT.to("spec"));
        if (metadata.isEmpty() || spec.isEmpty()) {
            throw refused(ProblemCode.INVALID, key, findings);
        }
        agree(key, "apiVersion", scalar(body, "apiVersion"), ResourceJson.API_VERSION);
        agree(key, "kind", scalar(body, "kind"), key.kind().title());
        agree(key, "metadata.name", metadata.get().name(), key.name());
        agree(key, "metadata.project", metadata.get().project(), key.kind() == Kind.PROJECT ? "" : key.project());
        return new Draft(metadata.get().labels(), metadata.get().annotations(), spec.get());
    }

    private static void agree(Key key, String field, String given, String path) {
        if (!given.isEmpty() && !given.equals(path)) {
            throw new InvalidValue(field + " is '" + (given.length() > 63 ? given.substring(0, 63) + "…" : given) + "', but the path says '" + path + "': "
                + key.shortForm() + " cannot be renamed or moved");
        }
    }

    private static Problem refused(ProblemCode code, Key key, Findings findings) {
        List<Finding> all = findings.list();
        var first = all.getFirst();
        var problem = Problem.of(code, (first.path().isEmpty() ? "" : first.path() + ": ") + first.sentence()).about(key).findings(all);
        return first.hint().map(problem::hint).orElse(problem);
    }

    private static Node part(Node.Mapping body, String name) {
        return body.get(name).filter(n -> !n.isNothing()).orElseGet(() -> Node.Mapping.empty(body.mark()));
    }

    private static String scalar(Node.Mapping body, String name) {
        return body.get(name).flatMap(n -> n instanceof Node.Scalar s ? Optional.of(s.text()) : Optional.empty()).orElse("");
    }
}

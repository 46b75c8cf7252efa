package dev.plimsoll.api.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Creating and changing one resource.
final class Writing {
    private final VersionedStore store;
    private final Commits commits;
    private final Secrecy secrecy;

    Writing(VersionedStore store, Commits commits, Secrecy secrecy) {
        this.store = store;
        this.commits = commits;
        this.secrecy = secrecy;
    }

    Answer put(Exchange exchange) throws Exception {
        var key = Path.key(exchange);
        Permitted.write(key);
        var draft = Draft.read(key, new String(exchange.bytes(exchange.limits().declaration()), StandardCharsets.UTF_8));
        return change(exchange, key, _ -> draft);
    }

    /// RFC 7396, on what a client sees of labels, annotations and spec.
    Answer patch(Exchange exchange) throws Exception {
        var key = Path.key(exchange);
        Permitted.write(key);
        var patch = exchange.tree(exchange.limits().declaration());
        if (!patch.isObject()) {
            throw Problem.of(ProblemCode.MALFORMED, "a merge patch is a JSON object");
        }
        return change(exchange, key, stored -> {
            var current = Wire.tree(ResourceText.whole(stored.orElseThrow(() -> Reading.absent(key))));
            return Draft.read(key, MergePatch.apply(current, patch).toString());
        });
    }

    private Answer change(Exchange exchange, Key key, Function<Optional<Resource>, Draft> draft) throws Exception {
        var condition = Precondition.of(exchange);
        return commits.repeated(() -> {
            var stored = store.get(key);
            condition.require(key, stored);
            stored.ifPresent(Permitted::change);
            if (stored.isEmpty()) {
                requireProject(key);
            }
            var wanted = draft.apply(stored);
            var spec = secrecy.stored(wanted.spec(), stored.map(Resource::spec));
            var metadata = stored.map(Resource::metadata).orElseGet(() -> Metadata.named(key.project(), key.name()))
                .withLabels(wanted.labels()).withAnnotations(wanted.annotations());
            var expected = stored.map(s -> Write.Expected.revision(s.metadata().revision())).orElse(Write.Expected.ABSENT);
            var committed = commits.commit(List.of(new Write.Put(Resource.declared(metadata, spec), expected))).getFirst();
            return Reading.answer(stored.isPresent() ? 200 : 201, committed);
        });
    }

    private void requireProject(Key key) {
        if (key.kind().inProject() && store.get(key.projectKey()).isEmpty()) {
            throw Problem.of(ProblemCode.NOT_FOUND, "project " + key.project() + " does not exist").about(key.projectKey())
                .hint("make it first: PUT /v1/" + Kind.PROJECT.plural() + "/" + key.project());
        }
    }

    /// RFC 7396, section 2.
    private static final class MergePatch {
        static JsonNode apply(JsonNode target, JsonNode patch) {
            if (!patch.isObject()) {
                return patch;
            }
            ObjectNode result = target.isObject() ? ((ObjectNode) target).deepCopy() : Wire.object();
            for (Map.Entry<String, JsonNode> entry : patch.properties()) {
                if (entry.getValue().isNull()) {
                    result.remove(entry.getKey());
                } else {
                    result.set(entry.getKey(), apply(result.path(entry.getKey()), entry.getValue()));
                }
            }
            return result;
        }
    }
}

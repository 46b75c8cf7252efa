package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One resource, and pages of them.
public final class Reading {
    static final int USUAL_PAGE = 1_000;
    static final int LARGEST_PAGE = 10_000;

    private final Mirror mirror;

    public Reading(Mirror mirror) {
        this.mirror = mirror;
    }

    Answer one(Exchange exchange) {
        return answer(200, require(Path.key(exchange)));
    }

    /// @throws Problem 404 when it is not there
    public Resource require(Key key) {
        return mirror.get(key).orElseThrow(() -> absent(key));
    }

    static Problem absent(Key key) {
        var problem = Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " does not exist" + (key.project().isEmpty() ? "" : " in project " + key.project()));
        return problem.about(key);
    }

    /// A resource with its revision as ETag.
    public static Answer answer(int status, Resource resource) {
        return new Answer.Bytes(status, "application/json", ResourceText.whole(resource).getBytes(StandardCharsets.UTF_8),
            Map.of("ETag", "\"" + resource.metadata().revision() + "\""));
    }

    Answer list(Exchange exchange) {
        var selection = Selection.of(exchange);
        int limit = Math.clamp(exchange.number("limit").filter(n -> n > 0).orElse((long) USUAL_PAGE), 1, LARGEST_PAGE);
        var cursor = exchange.query("cursor").map(text -> Cursor.parse(text, selection.kind()));
        // Read before the page, so that a watch from it may see a change twice but misses none.
        long revision = cursor.map(Cursor::revision).orElseGet(mirror::revision);
        var found = mirror.list(selection.query().page(cursor.map(Cursor::after), limit + 1));
        var more = found.size() > limit;
        return page(more ? found.subList(0, limit) : found, revision, more, exchange.query("fields").filter("summary"::equals).isPresent());
    }

    private static Answer page(List<Resource> items, long revision, boolean more, boolean summary) {
        var text = new StringBuilder(256 + items.size() * 512).append("{\"items\":[");
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : ",").append(summary ? ResourceText.summary(items.get(i)) : ResourceText.whole(items.get(i)));
        }
        text.append("],\"revision\":").append(revision);
        if (more) {
            text.append(",\"cursor\":\"").append(new Cursor(revision, items.getLast().key()).text()).append('"');
        }
        return new Answer.Bytes(200, "application/json", text.append('}').toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }
}

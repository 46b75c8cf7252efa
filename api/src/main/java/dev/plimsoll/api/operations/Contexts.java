package dev.plimsoll.api.operations;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.plane.ContextStore;
import java.io.IOException;

/// Build contexts, uploaded before the declaration that names their digest.
public final class Contexts {
    private static final int DIGITS = 64;

    private final ContextStore contexts;

    Contexts(ContextStore contexts) {
        this.contexts = contexts;
    }

    Answer has(Exchange exchange) {
        var digest = digest(exchange.path("sha256"));
        if (!contexts.has(digest)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "context " + digest + " is not stored");
        }
        return new Answer.Nothing(200);
    }

    Answer put(Exchange exchange) throws IOException {
        var digest = digest(exchange.path("sha256"));
        if (contexts.has(digest)) {
            return new Answer.Nothing(200);
        }
        try (var body = exchange.body(exchange.limits().context())) {
            contexts.put(digest, body);
        } catch (dev.plimsoll.model.InvalidValue notThatDigest) {
            throw Problem.of(ProblemCode.MALFORMED, notThatDigest.getMessage());
        }
        return new Answer.Nothing(201);
    }

    /// @throws Problem when it is no SHA-256 in lower-case hex, which also keeps it from being a path
    public static String digest(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw Problem.of(ProblemCode.MALFORMED, "a context is named by its SHA-256: 64 digits 0-9 and a-f");
        }
        return text;
    }
}

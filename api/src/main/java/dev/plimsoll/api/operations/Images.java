package dev.plimsoll.api.operations;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.plane.ContextStore;
import dev.plimsoll.api.plane.ImageShelf;
import dev.plimsoll.model.InvalidValue;
import java.io.IOException;
import java.util.Optional;

/// Images of the engine.
final class Images {
    private final ImageShelf images;
    private final ContextStore contexts;

    Images(ImageShelf images, ContextStore contexts) {
        this.images = images;
        this.contexts = contexts;
    }

    /// @param reference name of the image
    /// @param pull      whether it may be fetched; true when not given
    /// @param context   digest of an uploaded context to build it from
    record Wanted(String reference, Optional<Boolean> pull, Optional<String> context) {
        Wanted {
            if (reference == null || reference.isBlank() || reference.length() > 512 || reference.chars().anyMatch(c -> c <= ' ')) {
                throw new InvalidValue("reference must be the name of an image, such as plimsoll/base:1");
            }
            pull = pull == null ? Optional.empty() : pull;
            context = context == null ? Optional.empty() : context;
        }
    }

    Answer ensure(Exchange exchange) throws IOException {
        var wanted = exchange.json(Wanted.class, exchange.limits().document());
        var context = wanted.context().map(Contexts::digest);
        if (context.filter(c -> !contexts.has(c)).isPresent()) {
            throw Problem.of(ProblemCode.NOT_FOUND, "context " + context.get() + " is not stored").hint("upload it first: PUT /v1/contexts/SHA256");
        }
        return Answer.ok(images.ensure(wanted.reference(), wanted.pull().orElse(true), context));
    }

    Answer removeUnused(Exchange exchange) {
        return Answer.ok(images.removeUnused());
    }
}

package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import java.util.Optional;

/// `If-Match: "REVISION"` or `*`, and `If-None-Match: *`, as far as writes need them (RFC 9110, section 13.1).
///
/// @param match    the ETag the resource must have; none: any
/// @param noneYet  whether it must not exist
record Precondition(Optional<String> match, boolean noneYet) {
    static Precondition of(Exchange exchange) {
        var none = exchange.header("If-None-Match").map(String::strip);
        if (none.filter(n -> !n.equals("*")).isPresent()) {
            throw Problem.of(ProblemCode.MALFORMED, "If-None-Match may only be * here");
        }
        return new Precondition(exchange.header("If-Match").map(String::strip), none.isPresent());
    }

    /// @throws Problem 409 when it does not hold
    void require(Key key, Optional<Resource> stored) {
        if (noneYet && stored.isPresent()) {
            throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " exists already, at revision " + stored.get().metadata().revision()).about(key);
        }
        if (match.isEmpty()) {
            return;
        }
        if (stored.isEmpty()) {
            throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " does not exist (any more)").about(key);
        }
        var etag = "\"" + stored.get().metadata().revision() + "\"";
        if (!match.get().equals("*") && !match.get().equals(etag)) {
            throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " has changed: it is at revision " + stored.get().metadata().revision() + " now").about(key)
                .hint("get it again and repeat the change");
        }
    }
}

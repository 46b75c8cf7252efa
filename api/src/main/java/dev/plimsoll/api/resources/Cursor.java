package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where the next page begins. All pages of a listing carry the revision of the first: whoever watches from it after the last page sees every
/// change made while paging.
///
/// @param after last key of the page before
record Cursor(long revision, Key after) {
    String text() {
        return Base64.getUrlEncoder().withoutPadding()
            .encodeToString((revision + " " + after.project() + " " + after.name()).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws Problem when it is none of ours, or of another listing
    static Cursor parse(String text, Kind kind) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 3) {
                return new Cursor(Long.parseLong(parts[0]), new Key(kind, parts[1], parts[2]));
            }
        } catch (InvalidValue | NumberFormatException wrong) {
            throw none();
        } catch (IllegalArgumentException notBase64) {
            throw none();
        }
        throw none();
    }

    private static Problem none() {
        return Problem.of(ProblemCode.MALFORMED, "the cursor is none of this listing").hint("list again without a cursor");
    }
}

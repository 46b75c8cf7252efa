package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.Optional;

/// What a controller is about to make in a cloud, written down before the cloud is asked: whoever comes after a crash knows what to look for. Also what is known of the
/// object afterwards.
///
/// @param operation new for each object that is asked for; in its stamp, so that two objects of one operation are twins
/// @param hash      of what it is made from
/// @param asked     when this was written down; the cloud was asked then or later
/// @param id        the cloud's own, once it was told or found
/// @param seen      when a listing first showed it; none: it may still be missing from listings
public record Intent(@Doc("New for each object asked for.") String operation, @Doc("Of what it is made from.") String hash,
                     @Doc("Written down before the cloud was asked.") Instant asked, @Doc("The cloud's own.") Optional<String> id,
                     @Doc("A listing first showed it.") Optional<Instant> seen) {
    public Intent {
        operation = Values.text(operation);
        hash = Values.text(hash);
        asked = Values.or(asked, Instant.EPOCH);
        id = Values.optional(id);
        seen = Values.optional(seen);
    }

    public Intent withId(String known) {
        return new Intent(operation, hash, asked, Optional.of(known), seen);
    }

    public Intent seenAt(String known, Instant when) {
        return new Intent(operation, hash, asked, Optional.of(known), Optional.of(seen.orElse(when)));
    }
}

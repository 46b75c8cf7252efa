package dev.plimsoll.model.registration;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.Optional;

/// An entry that is ours, written down before it is made and until it is seen to be gone.
public record RegisteredInstance(
    @Doc("By which the entry is known.") String key,
    @Doc("Engine's id of the instance it stands for.") String instance,
    @Doc("The register's own name for it, once it was seen.") Optional<String> id,
    @Doc("How far it is.") State state,
    @Doc("Since when; of an entry that is being added, when the register was last asked to.") Instant since,
    @Doc("How often the register was asked to add it: so many entries with this key may be ours.") int adds) {

    public RegisteredInstance {
        id = Values.optional(id);
    }

    /// ADDING: asked for, not seen yet. ADDED: there, gets nothing. ENABLED: gets something. DRAINING: gets nothing new, because its instance is about to be stopped. REMOVING: asked to go.
    public enum State { ADDING, ADDED, ENABLED, DRAINING, REMOVING }

    public RegisteredInstance as(State changed, Instant at) {
        return state == changed ? this : new RegisteredInstance(key, instance, id, changed, at, adds);
    }

    /// Seen under this name, and standing for this instance.
    public RegisteredInstance seen(String entry, String standsFor) {
        return new RegisteredInstance(key, standsFor, Optional.of(entry), state, since, adds);
    }

    /// Asked for once more.
    public RegisteredInstance asked(String standsFor, Instant at) {
        return new RegisteredInstance(key, standsFor, Optional.empty(), State.ADDING, at, adds + 1);
    }

    /// The last call to add it did nothing.
    public RegisteredInstance notAsked() {
        return new RegisteredInstance(key, instance, id, state, since, adds - 1);
    }
}

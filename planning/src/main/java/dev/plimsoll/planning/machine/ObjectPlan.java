package dev.plimsoll.planning.machine;

import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.machine.Intent;
import java.time.Duration;
import java.util.List;

/// What to do about one resource's object in a cloud.
///
/// @param unwanted objects that carry its stamp and are to go: twins, and what earlier operations left
/// @param next     what to do about the one that is wanted
public record ObjectPlan(List<CloudObject> unwanted, Next next) {
    public ObjectPlan {
        unwanted = List.copyOf(unwanted);
    }

    /// What to do about the object that is wanted.
    public sealed interface Next {
        /// Nothing is there and nothing was asked for: write an intent, then ask.
        record Intend() implements Next {}

        /// Ask, or ask again, for what was intended: either it was never asked for, or it certainly did not come of it.
        record Ask(Intent intent) implements Next {}

        /// An object is there that nobody remembers having asked for, and it is what is wanted: remember it.
        record Adopt(CloudObject object) implements Next {}

        /// Time brings it forward.
        ///
        /// @param again when to look again
        record Wait(Duration again, String reason, String sentence) implements Next {}

        /// It was there and is not any more: the intent is void.
        record Lost(Intent intent) implements Next {}

        /// The cloud has given up on it: the intent is void, and it is to go.
        record Broken(CloudObject object, String reason) implements Next {}

        /// It is made from something else than is declared now: the intent is void, and it is to go.
        record Outdated(CloudObject object) implements Next {}

        /// It is there.
        record There(CloudObject object) implements Next {}
    }
}

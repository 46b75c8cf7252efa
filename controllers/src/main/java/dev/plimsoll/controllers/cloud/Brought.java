package dev.plimsoll.controllers.cloud;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.Optional;

/// What came of bringing an object about.
///
/// @param owner  the resource as it is after what was committed meanwhile
/// @param intent as it is now; not yet committed when only `seen` changed
public record Brought(Resource owner, Optional<Intent> intent, How how) {
    /// How it stands.
    public sealed interface How {
        /// It is there, as declared.
        record There(CloudObject object) implements How {}

        /// It is not there yet.
        ///
        /// @param object what is there of it
        record NotYet(Optional<CloudObject> object, String reason, String sentence, Outcome outcome) implements How {}

        /// The cloud has given up on it.
        record Broken(CloudObject object, String sentence) implements How {}

        /// The cloud refused, and certainly did nothing.
        record Refused(CloudFailure failure) implements How {}
    }
}

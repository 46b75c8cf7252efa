package dev.plimsoll.controllers.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a resource wants to have in a cloud.
///
/// @param hash  of what cannot be changed in place: another one is another object
/// @param part  what to ask for, given the stamp it is to carry
/// @param right whether an object that is there needs no change in place
/// @param lacks what is not there yet that it will be changed for; none: the blueprint is whole
public record Blueprint(CloudKind kind, String hash, Function<CloudStamp, CloudPart> part, Predicate<CloudObject> right, Optional<Drawn.Lacking> lacks) {
    /// A whole one.
    public Blueprint(CloudKind kind, String hash, Function<CloudStamp, CloudPart> part, Predicate<CloudObject> right) {
        this(kind, hash, part, right, Optional.empty());
    }

    /// A blueprint, or what is lacking to draw one.
    public sealed interface Drawn {
        record Complete(Blueprint blueprint) implements Drawn {}

        /// Something else has to be there first.
        record Lacking(Optional<Key> what, String reason, String sentence) implements Drawn {}

        /// It is somebody else's in the cloud: there is nothing to make.
        ///
        /// @param id how the cloud knows it
        record Foreign(String id, String sentence) implements Drawn {}

        /// Machines keep it by themselves, each of them: there is nothing to make.
        record Kept(String sentence) implements Drawn {}

        /// Machines are to keep it by themselves, and not all do yet. They tell when they do.
        ///
        /// @param early whether that is known only because nobody has been heard yet
        record Unkept(String sentence, boolean early) implements Drawn {}

        /// It can never be right as it is declared.
        record Impossible(String reason, String sentence) implements Drawn {}
    }
}

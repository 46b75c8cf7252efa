package dev.plimsoll.store.commit;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;
import java.time.Instant;

/// A resource as a store keeps it.
///
/// @param key        which resource
/// @param birth      what was assigned when it was created
/// @param generation counts changes of the spec
/// @param revision   of its last change
/// @param metadata   the caller's part of the metadata; what the store assigns is in the other components
/// @param spec       as declared
/// @param status     as its controller wrote it
public record Entry(Key key, Birth birth, long generation, long revision, Part<Metadata> metadata, Part<Spec> spec, Part<Status> status) {

    /// What a resource keeps from its creation to its removal.
    ///
    /// @param uid       never reused
    /// @param revision  at which it was created; identifies it inside the store
    /// @param createdAt when
    public record Birth(String uid, long revision, Instant createdAt) {}

    public Resource resource() {
        return new Resource(key.kind(), metadata.value().committed(birth.uid(), generation, revision, birth.createdAt()), spec.value(), status.value());
    }

    /// The same, its parts as values only.
    public Entry valued() {
        return new Entry(key, birth, generation, revision, metadata.valued(), spec.valued(), status.valued());
    }

    Entry declared(Part<Metadata> changedMetadata, Part<Spec> changedSpec, long at) {
        return new Entry(key, birth, changedSpec == spec ? generation : generation + 1, at, changedMetadata, changedSpec, status);
    }

    Entry reported(Part<Status> changed, long at) {
        return new Entry(key, birth, generation, at, metadata, spec, changed);
    }

    Entry removed(long at) {
        return new Entry(key, birth, generation, at, metadata, spec, status);
    }
}

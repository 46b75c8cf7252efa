package dev.plimsoll.store;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;

/// One change of a commit. What the store assigns itself (uid, generation, revision, createdAt) is ignored in the given resource.
public sealed interface Write {
    Key key();

    Expected expected();

    /// Creates or replaces metadata and spec; the stored status stays (empty at first, whatever the given resource says). A changed spec counts the generation up.
    record Put(Resource resource, Expected expected) implements Write {
        @Override
        public Key key() {
            return resource.key();
        }
    }

    /// Replaces the status only.
    record PutStatus(Key key, Status status, Expected expected) implements Write {}

    /// Takes the resource out of the store.
    record Remove(Key key, Expected expected) implements Write {}

    /// What must be so for the write to be done.
    sealed interface Expected {
        Expected ANYTHING = new Anything();
        Expected ABSENT = new Absent();
        Expected PRESENT = new Present();

        static Expected revision(long revision) {
            return new AtRevision(revision);
        }

        /// Nothing is checked. (PutStatus and Remove of an absent resource change nothing.)
        record Anything() implements Expected {}

        /// It must not exist.
        record Absent() implements Expected {}

        /// It must exist.
        record Present() implements Expected {}

        /// It must exist and not have changed since.
        record AtRevision(long revision) implements Expected {}
    }
}

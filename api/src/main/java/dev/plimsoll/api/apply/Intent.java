package dev.plimsoll.api.apply;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import java.util.List;
import java.util.Optional;

/// What is to be stored, and what is stored now.
///
/// @param wanted     in the order of the commit
/// @param undeclared components kept though no longer named
/// @param findings   what there is to say about it
record Intent(List<Wanted> wanted, List<Key> undeclared, List<Finding> findings) {

    /// One resource, complete: secrets sealed, stored metadata kept.
    record Wanted(Resource after, Optional<Resource> before) {
        Key key() {
            return after.key();
        }

        boolean changed() {
            return before.map(b -> !b.spec().equals(after.spec()) || !b.metadata().labels().equals(after.metadata().labels())
                || !b.metadata().annotations().equals(after.metadata().annotations())).orElse(true);
        }
    }
}

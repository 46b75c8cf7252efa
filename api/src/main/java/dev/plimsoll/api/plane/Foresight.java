package dev.plimsoll.api.plane;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import java.util.List;
import java.util.Set;

/// Says what controllers would do outside, without doing it: the same planners on the same observations.
@FunctionalInterface
public interface Foresight {
    /// The steps that would follow if the proposal were committed now, in the order they would be begun. Must not block on the engine longer
    /// than a listing takes, and grows linearly with the proposal.
    ///
    /// @throws EngineTrouble when the world cannot be looked at
    List<PlannedStep> steps(Proposal proposal);

    /// @param declared everything the declaration names, as it would be stored: changed and unchanged, secrets sealed
    /// @param changed  which of it differs from what is stored
    /// @param removed  resources that would be deleted
    record Proposal(List<Resource> declared, Set<Key> changed, Set<Key> removed) {
        public Proposal {
            declared = List.copyOf(declared);
            changed = Set.copyOf(changed);
            removed = Set.copyOf(removed);
        }
    }

    /// @param key      resource the step is taken for, usually a component
    /// @param action   what happens to the outside object
    /// @param sentence what on which object: `start instance 2 of web from nginx:1.27`. Never a secret
    record PlannedStep(Key key, Action action, String sentence) {}

    /// What happens to an outside object.
    enum Action { CREATE, UPDATE, DELETE }
}

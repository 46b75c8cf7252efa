package dev.plimsoll.api.apply;

import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.Key;
import java.util.List;
import java.util.Optional;

/// What changes or changed.
///
/// @param changes     of declarations
/// @param steps       what will be done outside
/// @param findings    warnings and notices
/// @param counts      of the changes, by action
/// @param undeclared  components kept though the files no longer name them
/// @param fingerprint of all this: equal as long as files, stored resources and the world outside lead to the same
/// @param revision    newest of the store that this speaks of
/// @param resources   everything the declaration names
record ApplyAnswer(List<Change> changes, List<Foresight.PlannedStep> steps, List<Finding> findings, Counts counts, List<Key> undeclared,
                   String fingerprint, long revision, List<Key> resources) {

    /// One resource.
    ///
    /// @param fields what is different; none unless it is an update
    record Change(Key key, Action action, List<FieldDifference> fields) {}

    /// What happens to a resource.
    enum Action { CREATE, UPDATE, DELETE, UNCHANGED }

    /// One field.
    ///
    /// @param path   such as `topology.components.web.image`
    /// @param before none: it was not there
    /// @param after  none: it will not be there
    record FieldDifference(String path, Optional<String> before, Optional<String> after) {}

    record Counts(long create, long update, long delete, long unchanged) {
        static Counts of(List<Change> changes) {
            return new Counts(count(changes, Action.CREATE), count(changes, Action.UPDATE), count(changes, Action.DELETE), count(changes, Action.UNCHANGED));
        }

        private static long count(List<Change> changes, Action action) {
            return changes.stream().filter(c -> c.action() == action).count();
        }
    }
}

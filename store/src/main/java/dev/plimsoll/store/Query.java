package dev.plimsoll.store;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import java.util.Map;
import java.util.Optional;

/// Which resources to list.
///
/// @param kind    of this kind
/// @param project in this project; none: in all
/// @param labels  carrying all these labels with these values
/// @param owner   owned by this (kind and name are compared, uid too when it is not empty)
/// @param after   continue after this key; none: from the beginning
/// @param limit   at most so many; 0: no limit
public record Query(Kind kind, Optional<String> project, Map<String, String> labels, Optional<Owner> owner, Optional<Key> after, int limit) {
    public Query {
        labels = Map.copyOf(labels);
    }

    /// Whether a resource is among those asked for, wherever the page begins and ends.
    public boolean matches(Resource resource) {
        var metadata = resource.metadata();
        return resource.kind() == kind
            && project.map(resource.key().project()::equals).orElse(true)
            && metadata.labels().entrySet().containsAll(labels.entrySet())
            && owner.map(by -> metadata.owner().map(of -> names(by, of)).orElse(false)).orElse(true);
    }

    private static boolean names(Owner asked, Owner owner) {
        return asked.kind() == owner.kind() && asked.name().equals(owner.name()) && (asked.uid().isEmpty() || asked.uid().equals(owner.uid()));
    }

    public static Query of(Kind kind) {
        return new Query(kind, Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), 0);
    }

    public Query in(String project) {
        return new Query(kind, Optional.of(project), labels, owner, after, limit);
    }

    public Query ownedBy(Owner by) {
        return new Query(kind, project, labels, Optional.of(by), after, limit);
    }

    public Query labelled(Map<String, String> all) {
        return new Query(kind, project, all, owner, after, limit);
    }

    public Query page(Optional<Key> afterKey, int atMost) {
        return new Query(kind, project, labels, owner, afterKey, atMost);
    }
}

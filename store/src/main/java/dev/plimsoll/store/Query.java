package dev.plimsoll.store;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Owner;
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

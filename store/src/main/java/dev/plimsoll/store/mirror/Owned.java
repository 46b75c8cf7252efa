package dev.plimsoll.store.mirror;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/// Finds resources by their owner. Answers candidates: readers look at the resource itself, which may have changed meanwhile.
final class Owned {
    private record OwnerName(Kind kind, String name) {}

    private final ConcurrentMap<OwnerName, Set<Key>> keys = new ConcurrentHashMap<>();

    Stream<Key> by(Owner owner) {
        return keys.getOrDefault(nameOf(owner), Set.of()).stream();
    }

    void changed(Optional<Resource> before, Optional<Resource> now) {
        var from = before.flatMap(resource -> resource.metadata().owner()).map(Owned::nameOf);
        var to = now.flatMap(resource -> resource.metadata().owner()).map(Owned::nameOf);
        if (from.equals(to)) {
            return;
        }
        to.ifPresent(owner -> keys.computeIfAbsent(owner, _ -> new ConcurrentSkipListSet<>()).add(now.orElseThrow().key()));
        from.ifPresent(owner -> keys.computeIfPresent(owner, (_, held) -> {
            held.remove(before.orElseThrow().key());
            return held.isEmpty() ? null : held;
        }));
    }

    private static OwnerName nameOf(Owner owner) {
        return new OwnerName(owner.kind(), owner.name());
    }
}

package dev.plimsoll.store.mirror;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Query;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The resources of one kind, in key order. One thread changes it, any may read.
final class Shelf {
    /// The least of all valid names, to begin the walk through a project with.
    private static final String LEAST_NAME = "0";

    private final Kind kind;
    private final ConcurrentNavigableMap<Key, Resource> byKey = new ConcurrentSkipListMap<>();
    /// A skip list would count by walking.
    private final AtomicInteger size = new AtomicInteger();

    Shelf(Kind kind) {
        this.kind = kind;
    }

    int size() {
        return size.get();
    }

    Optional<Resource> get(Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// @return what was there before
    Optional<Resource> put(Resource resource) {
        var before = Optional.ofNullable(byKey.put(resource.key(), resource));
        if (before.isEmpty()) {
            size.incrementAndGet();
        }
        return before;
    }

    Optional<Resource> remove(Key key) {
        var before = Optional.ofNullable(byKey.remove(key));
        before.ifPresent(_ -> size.decrementAndGet());
        return before;
    }

    Stream<Resource> all() {
        return byKey.values().stream();
    }

    /// Those a query may be about, by project and page; labels and owner are not looked at.
    Stream<Resource> from(Query query) {
        var project = query.project().filter(_ -> kind.inProject());
        var rest = query.after().<ConcurrentNavigableMap<Key, Resource>>map(after -> byKey.tailMap(after, false))
            .or(() -> project.map(name -> byKey.tailMap(new Key(kind, name, LEAST_NAME), true)))
            .orElse(byKey).values().stream();
        return project.map(name -> rest.takeWhile(resource -> resource.key().project().equals(name))).orElse(rest);
    }
}

package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.component.ComponentController;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The components an assembly should own, against those it does.
final class Children {
    private final Mirror mirror;

    Children(Mirror mirror) {
        this.mirror = mirror;
    }

    List<Write> writes(Resource assembly, Topology topology, HeldBack.Held held, Instant now) {
        var writes = new ArrayList<Write>();
        var wanted = new HashSet<Key>();
        topology.components().forEach((name, declared) -> {
            var key = Naming.component(assembly.metadata().project(), assembly.metadata().name(), name);
            wanted.add(key);
            var spec = held.specs().getOrDefault(name, declared);
            var there = mirror.get(key);
            if (there.isEmpty()) {
                writes.add(new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()).withOwner(assembly.asOwner())
                    .withLabels(assembly.metadata().labels()).withFinalizer(ComponentController.FINALIZER), spec), Write.Expected.ABSENT));
            } else if (!there.get().metadata().deleting() && mine(assembly, there.get()) && !there.get().spec().equals(spec)) {
                writes.add(new Write.Put(there.get().withSpec(spec), Write.Expected.revision(there.get().metadata().revision())));
            }
        });
        mirror.list(Query.of(Kind.COMPONENT).in(assembly.metadata().project()).ownedBy(assembly.asOwner())).stream()
            .filter(c -> !wanted.contains(c.key()) && !c.metadata().deleting()).forEach(c -> writes.add(deletion(c, now)));
        return writes;
    }

    private static boolean mine(Resource assembly, Resource component) {
        return component.metadata().owner().filter(assembly.asOwner()::equals).isPresent();
    }

    /// Marks a resource as to be deleted; its own controller does the rest.
    static Write deletion(Resource resource, Instant now) {
        return new Write.Put(resource.withMetadata(resource.metadata().withDeletedAt(now)), Write.Expected.revision(resource.metadata().revision()));
    }
}

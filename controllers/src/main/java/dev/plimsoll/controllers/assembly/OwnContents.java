package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The configs and secrets that were made from the same files as an assembly. The assembly becomes their owner, and takes them away when it goes or uses
/// them no longer; those that people declared by themselves are nobody's but theirs. What a rollback needs is in the release.
final class OwnContents {
    private static final List<Kind> KINDS = List.of(Kind.CONFIG, Kind.SECRET);

    private final Mirror mirror;
    private final Resource assembly;

    OwnContents(Mirror mirror, Resource assembly) {
        this.mirror = mirror;
        this.assembly = assembly;
    }

    /// Takes those in use over.
    Stream<Write> adoptions(Set<Key> used) {
        return used.stream().flatMap(key -> mirror.get(key).stream()).filter(r -> ofFiles(r) && r.metadata().owner().isEmpty())
            .map(r -> new Write.Put(r.withMetadata(r.metadata().withOwner(assembly.asOwner())), Write.Expected.revision(r.metadata().revision())));
    }

    /// Takes those away that nothing uses any longer.
    Stream<Write> unused(Set<Key> used) {
        return KINDS.stream().flatMap(kind -> mirror.list(Query.of(kind).in(project()).ownedBy(assembly.asOwner())).stream())
            .filter(r -> !used.contains(r.key()) && !usedElsewhere(r.key())).map(OwnContents::removal);
    }

    /// Takes all away, because the assembly goes.
    Stream<Write> all() {
        return KINDS.stream().flatMap(kind -> mirror.list(Query.of(kind).in(project())).stream())
            .filter(r -> r.metadata().owner().map(assembly.asOwner()::equals).orElse(ofFiles(r)) && !usedElsewhere(r.key())).map(OwnContents::removal);
    }

    private boolean ofFiles(Resource contents) {
        return assembly.metadata().name().equals(contents.metadata().annotations().get(AssemblySpec.CONTENTS_OF));
    }

    /// Whether a component or route of another assembly, or of none, refers to it; it then is left to them.
    private boolean usedElsewhere(Key contents) {
        return others(Kind.COMPONENT).anyMatch(c -> Definitions.references(project(), c.spec(ComponentSpec.class)).containsKey(contents))
            || contents.kind() == Kind.SECRET && others(Kind.ROUTE).anyMatch(r -> r.spec(RouteSpec.class).access().basic().filter(b -> b.secret().equals(contents.name())).isPresent());
    }

    private Stream<Resource> others(Kind kind) {
        return mirror.list(Query.of(kind).in(project())).stream().filter(r -> r.metadata().owner().filter(assembly.asOwner()::equals).isEmpty());
    }

    private static Write removal(Resource contents) {
        return new Write.Remove(contents.key(), Write.Expected.revision(contents.metadata().revision()));
    }

    private String project() {
        return assembly.metadata().project();
    }
}

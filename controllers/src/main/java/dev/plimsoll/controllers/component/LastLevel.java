package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.GroupDefinition;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Images;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a group was in the last level release of its assembly, with images that are on the engine: what can be healed while the new one cannot be made.
final class LastLevel {
    private final Function<Key, Optional<Resource>> read;
    private final Definitions definitions;
    private final Images images;

    LastLevel(Function<Key, Optional<Resource>> read, Definitions definitions, Images images) {
        this.read = read;
        this.definitions = definitions;
        this.images = images;
    }

    /// None when it was never level, was so on another engine, had other members then, or an image of it is gone.
    Optional<GroupDefinition> of(DeclaredGroup group) {
        var metadata = group.primary().metadata();
        return metadata.owner().filter(o -> o.kind() == Kind.ASSEMBLY).flatMap(o -> read.apply(o.key(metadata.project())))
            .flatMap(assembly -> read.apply(Naming.release(metadata.project(), assembly.metadata().name(), assembly.status(AssemblyStatus.class).levelRelease())))
            .filter(release -> release.spec(ReleaseSpec.class).assembly().cluster().equals(Location.of(group.primary()).name()))
            .flatMap(release -> definition(group, release));
    }

    private Optional<GroupDefinition> definition(DeclaredGroup group, Resource release) {
        var then = release.spec(ReleaseSpec.class).assembly().topology().components();
        var primary = name(group.primary());
        var names = group.members().stream().map(LastLevel::name).toList();
        boolean sameMembers = then.entrySet().stream().filter(e -> e.getKey().equals(primary) || e.getValue().group().sidekickOf().equals(Optional.of(primary)))
            .allMatch(e -> names.contains(e.getKey())) && then.containsKey(primary);
        var members = new ArrayList<Definition>();
        for (var member : group.members()) {
            var spec = Optional.ofNullable(then.get(name(member)));
            if (spec.isPresent()) {
                definition(member, spec.get(), release).ifPresent(members::add);
            }
        }
        long wanted = names.stream().filter(then::containsKey).count();
        return sameMembers && members.size() == wanted ? Optional.of(GroupDefinition.of(members.getFirst(), members.subList(1, members.size()))) : Optional.empty();
    }

    private Optional<Definition> definition(Resource member, ComponentSpec then, Resource release) {
        var reference = Optional.ofNullable(release.status(ReleaseStatus.class).digests().get(name(member)));
        var annotations = new HashMap<>(member.metadata().annotations());
        annotations.putAll(Map.of(Definitions.HELD_AT, Integer.toString(release.spec(ReleaseSpec.class).number())));
        var resource = member.withSpec(then).withMetadata(member.metadata().withAnnotations(annotations));
        return definitions.of(resource) instanceof Definitions.Draft.Complete draft
            ? reference.flatMap(images::find).map(image -> draft.with(image.id())) : Optional.empty();
    }

    private static String name(Resource member) {
        return member.metadata().owner().map(o -> member.metadata().name().substring(o.name().length() + 1)).orElse(member.metadata().name());
    }
}

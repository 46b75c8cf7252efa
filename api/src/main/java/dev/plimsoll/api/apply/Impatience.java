package dev.plimsoll.api.apply;

import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Who applies what is not level wants it tried now, not when the pause after its last failure is over.
record Impatience(Mirror mirror, Consumer<Key> ask) {
    private static final List<Kind> PARTS = List.of(Kind.COMPONENT, Kind.MACHINE);

    void about(Collection<Key> applied) {
        applied.stream().flatMap(key -> mirror.get(key).stream()).forEach(this::about);
    }

    /// The parts of what is level are level, so this grows with what is not.
    private void about(Resource resource) {
        if (resource.status().condition(Condition.LEVEL).filter(level -> !level.holds()).isPresent()) {
            ask.accept(resource.key());
            PARTS.forEach(kind -> mirror.list(Query.of(kind).in(resource.metadata().project()).ownedBy(resource.asOwner())).forEach(this::about));
        }
    }
}

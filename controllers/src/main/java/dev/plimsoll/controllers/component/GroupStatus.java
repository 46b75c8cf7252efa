package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.ComponentPlan;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The statuses of a group's members while they are put together; written at once, at the end of the run. What speaks of the group as a whole (its update,
/// its last failure) stands with the primary; whether it is level stands with each.
record GroupStatus(List<StatusDraft> drafts) {

    static GroupStatus of(DeclaredGroup group, Instant now) {
        return new GroupStatus(group.members().stream().map(m -> new StatusDraft(m, m.status(ComponentStatus.class), new Conditions(m.status(), now))).toList());
    }

    /// @param images by member
    /// @param seen   the instances of all members
    GroupStatus of(ComponentPlan plan, Map<Key, ComponentStatus.ResolvedImage> images, Map<Key, List<SeenInstance>> seen) {
        return new GroupStatus(drafts.stream().map(d -> {
            var ids = seen.getOrDefault(d.component().key(), List.of()).stream().map(SeenInstance::id).collect(Collectors.toSet());
            return d.of(plan, plan.instances().stream().filter(i -> ids.contains(i.id())).toList(), Optional.ofNullable(images.get(d.component().key())));
        }).toList());
    }

    GroupStatus withFailure(Optional<ComponentStatus.Failure> failure) {
        return primary(drafts.getFirst().withFailure(failure));
    }

    /// A new instance could not even be started.
    GroupStatus countUpdateFailure() {
        return primary(drafts.getFirst().countUpdateFailure());
    }

    GroupStatus with(Consumer<Conditions> statements) {
        drafts.forEach(d -> d.with(statements));
        return this;
    }

    Optional<ComponentStatus.Failure> lastFailure() {
        return drafts.getFirst().base().lastFailure();
    }

    /// Those that say something new.
    List<Write> writes() {
        return drafts.stream().filter(d -> !d.finished().equals(d.component().status()))
            .<Write>map(d -> new Write.PutStatus(d.component().key(), d.finished(), Write.Expected.PRESENT)).toList();
    }

    List<Resource> members() {
        return drafts.stream().map(StatusDraft::component).toList();
    }

    private GroupStatus primary(StatusDraft changed) {
        var all = new java.util.ArrayList<>(drafts);
        all.set(0, changed);
        return new GroupStatus(List.copyOf(all));
    }
}

package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.ComponentPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A component's status while it is put together.
record StatusDraft(Resource component, ComponentStatus base, Conditions conditions) {

    StatusDraft of(ComponentPlan plan, List<ComponentStatus.Instance> instances, Optional<ComponentStatus.ResolvedImage> image) {
        return new StatusDraft(component, new ComponentStatus(base.observedGeneration(), base.conditions(), plan.ready(), image,
            instances, plan.rollout(), base.lastFailure()), conditions);
    }

    StatusDraft withFailure(Optional<ComponentStatus.Failure> failure) {
        return failure.isEmpty() ? this : new StatusDraft(component, new ComponentStatus(base.observedGeneration(), base.conditions(), base.ready(),
            base.image(), base.instances(), base.rollout(), failure), conditions);
    }

    StatusDraft countUpdateFailure() {
        var counted = base.rollout().map(r -> new ComponentStatus.Rollout(r.hash(), r.startedAt(), r.lastBatch(), r.failed() + 1));
        return new StatusDraft(component, new ComponentStatus(base.observedGeneration(), base.conditions(), base.ready(), base.image(),
            base.instances(), counted, base.lastFailure()), conditions);
    }

    void with(Consumer<Conditions> statements) {
        statements.accept(conditions);
    }

    ComponentStatus finished() {
        return new ComponentStatus(component.metadata().generation(), conditions.list(), base.ready(), base.image(), base.instances(), base.rollout(),
            base.lastFailure(), Location.of(component).name());
    }
}

package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All steps a group would take until it is level, if nothing went wrong: the real planner, asked again and again while its steps are
/// played in imagination and time is moved on. This is what `preview` shows.
public final class Rehearsal {
    private Rehearsal() {}

    /// @return steps in the order they would be taken; empty when nothing would be done
    public static List<Step> of(GroupDefinition wanted, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        var imagined = new ArrayList<>(seen.stream().filter(i -> i.state() != SeenInstance.State.REMOVING).toList());
        // Pauses after failures are left out: what would be done does not depend on them, only when.
        var known = new ComponentStatus(status.observedGeneration(), List.of(), status.ready(), status.image(), status.instances(), status.rollout(), Optional.empty());
        var time = now;
        var all = new ArrayList<Step>();
        int turns = 3 * (wanted.replicas() + seen.size()) + 10;
        for (int turn = 0; turn < turns; turn++) {
            var plan = ComponentPlanner.plan(wanted, imagined, known, time);
            if (!(plan.verdict() instanceof ComponentPlan.Verdict.Going) && plan.steps().isEmpty()) {
                return all;
            }
            plan.steps().forEach(step -> play(step, imagined));
            all.addAll(plan.steps());
            known = new ComponentStatus(status.observedGeneration(), List.of(), plan.ready(), status.image(), plan.instances(), plan.rollout(), Optional.empty());
            time = time.plus(wanted.policy().stability()).plus(wanted.policy().delay()).plus(Duration.ofSeconds(1));
            if (plan.steps().isEmpty()) {
                imagined.replaceAll(Rehearsal::turnedOutWell);
            }
        }
        return all;
    }

    private static void play(Step step, List<SeenInstance> imagined) {
        switch (step) {
            case Step.RunInstance run -> imagined.add(new SeenInstance("to come: " + Naming.instance(run.definition(), run.slot()),
                Naming.instance(run.definition(), run.slot()), run.definition().stamp(run.slot()), run.definition().imageId(),
                SeenInstance.State.RUNNING, SeenInstance.Health.NONE, Optional.empty(), 0, Optional.empty(), "", false, List.of()));
            case Step.RemoveInstance remove -> imagined.removeIf(i -> i.id().equals(remove.instance().id()));
            case Step.MakeService _, Step.ChangeService _, Step.RemoveService _, Step.MakeNetwork _, Step.MakeVolume _, Step.RemoveNetwork _, Step.RemoveVolume _ -> { }
        }
    }

    /// What is merely on its way is imagined to arrive.
    private static SeenInstance turnedOutWell(SeenInstance seen) {
        boolean onItsWay = seen.state() == SeenInstance.State.RESTARTING
            || seen.state() == SeenInstance.State.RUNNING && seen.health() == SeenInstance.Health.STARTING;
        return !onItsWay ? seen : new SeenInstance(seen.id(), seen.name(), seen.stamp(), seen.imageId(), SeenInstance.State.RUNNING,
            SeenInstance.Health.NONE, seen.exitCode(), 0, seen.startedAt(), seen.error(), seen.outOfMemory(), seen.addresses());
    }
}

package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What to do for one component with its sidekicks: fill empty slots, replace what failed, remove what is too much, roll to a new definition by the policy.
///
/// Promises, each with a test: a slot never gets two instances of one definition; with start-first an old instance is never removed before
/// its replacement has been well for the stability window; an update that failed by policy removes no old instance any more; a failed
/// instance is replaced with growing pauses.
public final class ComponentPlanner {
    private final GroupDefinition wanted;
    private final ComponentStatus status;
    private final Instant now;
    private final UpdatePolicy policy;
    private final Slots slots;
    private final Verdicts verdicts;
    private final List<Step> steps = new ArrayList<>();
    private final List<ComponentPlan.Failing> failures;
    private final BackOff backOff;
    private final Rolling rolling;

    private ComponentPlanner(GroupDefinition wanted, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        this.wanted = wanted;
        this.status = status;
        this.now = now;
        this.policy = wanted.policy();
        this.slots = Slots.of(wanted, seen, status, now);
        this.verdicts = new Verdicts(wanted, status, slots, now);
        this.failures = Failing.newOnes(slots);
        var before = BackOff.after(status.lastFailure().filter(f -> f.hash().equals(wanted.hash())));
        this.backOff = failures.isEmpty() ? before : before.failedAgain(now, failures.stream().anyMatch(ComponentPlan.Failing::fresh));
        this.rolling = Rolling.of(slots, status.rollout().filter(r -> r.hash().equals(wanted.hash())), wanted, now);
    }

    /// @param wanted what every unit should be
    /// @param seen   the instances of all members, whatever their definition; those being removed already may be in it
    /// @param status of the primary as last written, with the instances of all members
    public static ComponentPlan plan(GroupDefinition wanted, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        return new ComponentPlanner(wanted, seen, status, now).plan();
    }

    /// What to do for a group that is to become something which cannot be had yet: units of what it was are healed, so that what serves goes on serving. Nothing is
    /// updated, scaled or taken away.
    ///
    /// @param former what it was when it was last level
    public static ComponentPlan heal(GroupDefinition former, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        var planner = new ComponentPlanner(former, seen, status, now);
        planner.slots.slots().forEach(planner::heal);
        return new ComponentPlan(planner.steps, planner.verdicts.verdict(planner.steps, false, planner.dues()), 0, planner.instances(), status.rollout(), planner.failures);
    }

    /// Steps for a component that is to go.
    public static List<Step> removal(List<SeenInstance> seen, Duration grace) {
        return seen.stream().filter(i -> i.state() != SeenInstance.State.REMOVING)
            .<Step>map(i -> new Step.RemoveInstance(i, grace, "its component is deleted", false)).toList();
    }

    private ComponentPlan plan() {
        slots.surplus().forEach(r -> remove(r, "not one of " + wanted.replicas() + " wanted", false));
        if (rolling.failed()) {
            // A new one that may still become well is not taken from where nothing else serves.
            slots.slots().stream().filter(Slots.Slot::updating).forEach(s -> s.current().filter(c -> c.broken() || !c.done() && s.oldServes())
                .ifPresent(c -> remove(c, "the update failed", false)));
            // What has no old instance any more has nothing to lose, and may gain one that works.
            slots.slots().stream().filter(s -> !s.updating()).forEach(this::heal);
        } else {
            slots.slots().forEach(this::heal);
            slots.slots().stream().filter(s -> s.current().filter(Unit::done).isPresent()).forEach(this::removeOlds);
            rolling.next().forEach(this::replace);
        }
        int ready = (int) slots.slots().stream().filter(s -> s.current().filter(Unit::done).isPresent()).count();
        return new ComponentPlan(steps, verdicts.verdict(steps, rolling.failed(), dues()), ready, instances(), rolling.state(), failures);
    }

    /// Fills a slot in which nothing serves, and replaces a failed instance.
    private void heal(Slots.Slot slot) {
        if (slot.current().isEmpty()) {
            if (!slot.oldServes() && mayStart(slot)) {
                replace(slot);
            }
        } else if (slot.current().filter(this::replaceable).isPresent() && backOff.over(now)) {
            var failed = slot.current().orElseThrow();
            remove(failed, "", true);
            // The name of one on its way out is free only when it is gone.
            if (!failed.partlyLeaving()) {
                run(slot.number(), true);
            }
        }
    }

    /// Back-off is for what fails; an instance that was stable when last seen and has vanished since was taken away by somebody.
    private boolean mayStart(Slots.Slot slot) {
        return backOff.over(now) || status.instances().stream().anyMatch(i -> i.slot() == slot.number() && i.hash().equals(wanted.hash())
            && i.state().equals(Reading.RUNNING));
    }

    private boolean replaceable(Unit unit) {
        return unit.standing() == Reading.Standing.FAILED && !unit.leaving() && unit.failed().stream().noneMatch(r -> verdicts.gaveUp(r) || verdicts.kept(r).isPresent());
    }

    private void replace(Slots.Slot slot) {
        if (!rolling.startFirst()) {
            removeOlds(slot);
        }
        run(slot.number(), slot.updating());
    }

    private void run(int slot, boolean replaces) {
        wanted.members().forEach(m -> steps.add(new Step.RunInstance(m, slot, replaces)));
    }

    private void removeOlds(Slots.Slot slot) {
        var order = rolling.portAgainstOrder().map(port -> "; it stops first although start_first is declared, because host port " + port
            + " can have one holder only").orElse("");
        slot.olds().forEach(o -> remove(o, "replaced by the new definition" + order, true));
    }

    /// Those that were started last go first: they use what the others lend.
    ///
    /// @param why when it did not fail of itself
    private void remove(Unit unit, String why, boolean replaced) {
        unit.members().reversed().forEach(r -> remove(r, unit.current() && !unit.why(r).isEmpty() ? unit.why(r) : why, replaced));
    }

    private void remove(Reading r, String why, boolean replaced) {
        if (!r.leaving()) {
            var grace = wanted.member(r.component()).orElseGet(wanted::primary).spec().process().stopGrace();
            steps.add(new Step.RemoveInstance(r.seen(), grace, why, replaced));
        }
    }

    /// When time alone may change the answer.
    private List<Instant> dues() {
        var dues = new ArrayList<Instant>();
        for (var r : slots.readings()) {
            if (r.standing() == Reading.Standing.WARMING) {
                r.readySince().ifPresent(since -> dues.add(since.plus(policy.stability())));
                r.seen().startedAt().filter(_ -> r.seen().health() == SeenInstance.Health.STARTING
                        && wanted.member(r.component()).filter(m -> m.spec().probe().isEmpty()).isPresent())
                    .ifPresent(at -> dues.add(at.plus(policy.deadline()).plusMillis(1)));
            }
        }
        backOff.until().filter(until -> until.isAfter(now)).ifPresent(dues::add);
        rolling.pausedUntil().ifPresent(dues::add);
        return dues;
    }

    private List<ComponentStatus.Instance> instances() {
        return slots.readings().stream().filter(r -> !r.leaving()).sorted(Comparator.comparing((Reading r) -> r.seen().stamp().slot())
            .thenComparing(r -> r.seen().name())).map(Reading::told).toList();
    }
}

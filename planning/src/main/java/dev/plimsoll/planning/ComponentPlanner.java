package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What to do for one component: fill empty slots, replace what failed, remove what is too much, roll to a new definition by the policy.
///
/// Promises, each with a test: a slot never gets two instances of one definition; with start-first an instance that serves is never removed before
/// its replacement has been well for the stability window; an update that failed by policy removes no old instance any more; a failed
/// instance is replaced with growing pauses.
public final class ComponentPlanner {
    private final Definition wanted;
    private final ComponentStatus status;
    private final Instant now;
    private final UpdatePolicy policy;
    private final Slots slots;
    private final BackOff backOff;
    private final List<Step> steps = new ArrayList<>();
    private final List<ComponentPlan.Failing> failures = new ArrayList<>();
    private Optional<ComponentStatus.Rollout> rollout;

    private ComponentPlanner(Definition wanted, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        this.wanted = wanted;
        this.status = status;
        this.now = now;
        this.policy = wanted.spec().update();
        this.slots = Slots.of(wanted, seen, status, new Reading.Context(policy, wanted.spec().restart(), now));
        this.backOff = BackOff.after(status.lastFailure().filter(f -> f.hash().equals(wanted.hash())));
        this.rollout = status.rollout().filter(r -> r.hash().equals(wanted.hash()));
    }

    /// @param wanted what every instance should be
    /// @param seen   the component's instances, whatever their definition; those being removed already may be in it
    /// @param status as last written
    public static ComponentPlan plan(Definition wanted, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        return new ComponentPlanner(wanted, seen, status, now).plan();
    }

    /// Steps for a component that is to go.
    public static List<Step> removal(List<SeenInstance> seen, Duration grace) {
        return seen.stream().filter(i -> i.state() != SeenInstance.State.REMOVING)
            .<Step>map(i -> new Step.RemoveInstance(i, grace, "its component is deleted", false)).toList();
    }

    private ComponentPlan plan() {
        noteFailures();
        slots.surplus().forEach(r -> remove(r, "not one of " + wanted.spec().replicas() + " wanted", false));
        boolean updating = slots.slots().stream().anyMatch(Slots.Slot::updating);
        if (updating && rollout.isEmpty()) {
            rollout = Optional.of(new ComponentStatus.Rollout(wanted.hash(), now, Instant.EPOCH, 0));
        }
        countFailuresOfUpdate();
        if (updateFailed()) {
            dropFailedReplacements();
        } else {
            heal();
            if (updating) {
                roll();
            }
        }
        if (slots.slots().stream().allMatch(Slots.Slot::done)) {
            rollout = Optional.empty();
        }
        int ready = (int) slots.slots().stream().filter(s -> s.current().filter(Reading::done).isPresent()).count();
        return new ComponentPlan(steps, new Verdicts(wanted, status, slots, now).verdict(steps, updateFailed(), dues()), ready, instances(), rollout, failures);
    }

    /// Failures are noted once per instance: its entry in the status then says `failed`.
    private void noteFailures() {
        for (var r : slots.readings()) {
            var known = r.known();
            boolean crashed = r.seen().restarts() > known.map(ComponentStatus.Instance::restarts).orElse(0);
            boolean failed = r.standing() == Reading.Standing.FAILED && known.filter(k -> k.state().equals("failed")).isEmpty();
            if (r.current() && (failed || crashed && !r.done())) {
                boolean wasStable = known.flatMap(ComponentStatus.Instance::readySince).filter(at -> !at.plus(policy.stability()).isAfter(now)).isPresent();
                failures.add(new ComponentPlan.Failing(r.seen(), reason(r.seen()), sentence(r), !wasStable));
            }
        }
    }

    private static String reason(SeenInstance seen) {
        return seen.outOfMemory() ? "OutOfMemory" : switch (seen.state()) {
            case EXITED, RESTARTING -> "Exited";
            case CREATED -> "CannotStart";
            case PAUSED, REMOVING -> "Stopped";
            case RUNNING -> seen.restarts() > 0 ? "Exited" : "Unhealthy";
        };
    }

    private static String sentence(Reading r) {
        return r.trouble().isEmpty() ? r.seen().name() + " crashed with exit code " + r.seen().exitCode().map(Object::toString).orElse("?")
            : r.seen().name() + " " + r.trouble();
    }

    /// During an update each new instance that is broken counts once, and is taken away so that the old one next to it stays alone.
    private void countFailuresOfUpdate() {
        rollout = rollout.map(r -> {
            long broken = slots.slots().stream().flatMap(s -> s.current().stream()).filter(Reading::broken)
                .filter(c -> c.known().filter(k -> k.state().equals("failed")).isEmpty()).count();
            return new ComponentStatus.Rollout(r.hash(), r.startedAt(), r.lastBatch(), r.failed() + (int) broken);
        });
    }

    private boolean updateFailed() {
        return policy.onFailure() != UpdatePolicy.OnFailure.PROCEED && rollout.filter(r -> r.failed() > policy.maxFailures()).isPresent();
    }

    private void dropFailedReplacements() {
        slots.slots().stream().filter(Slots.Slot::updating).forEach(s -> s.current().filter(c -> !c.done())
            .ifPresent(c -> remove(c, c.trouble().isEmpty() ? "the update failed" : c.trouble(), false)));
    }

    /// Fills slots that have nothing, or nothing that serves, and replaces failed instances.
    private void heal() {
        for (var slot : slots.slots()) {
            if (slot.empty() || slot.current().isEmpty() && !slot.oldServes()) {
                if (backOff.over(now)) {
                    slot.olds().forEach(o -> remove(o, "replaced by the new definition", true));
                    run(slot, slot.updating());
                }
            } else if (slot.current().filter(this::replaceable).isPresent() && backOffAfterThisLook().over(now)) {
                var failed = slot.current().orElseThrow();
                remove(failed, failed.trouble(), true);
                run(slot, true);
            }
        }
    }

    private boolean replaceable(Reading r) {
        return r.standing() == Reading.Standing.FAILED && r.seen().state() != SeenInstance.State.REMOVING && !ranOnce(r.seen());
    }

    /// A component that runs once to completion is not run again because it failed: that would do its work twice.
    private boolean ranOnce(SeenInstance seen) {
        return wanted.spec().restart().mode() == Restart.Mode.NEVER && seen.state() == SeenInstance.State.EXITED;
    }

    private BackOff backOffAfterThisLook() {
        return failures.isEmpty() ? backOff : backOff.failedAgain(now, failures.stream().anyMatch(ComponentPlan.Failing::fresh));
    }

    private void roll() {
        int batch = policy.batch() == 0 ? Integer.MAX_VALUE : policy.batch();
        long underWay = slots.slots().stream().filter(s -> s.current().filter(c -> !c.done()).isPresent()).count();
        boolean paused = rollout.filter(r -> r.lastBatch().plus(policy.delay()).isAfter(now)).isPresent();
        boolean startFirst = startFirst();
        var waiting = slots.slots().stream().filter(s -> s.updating() && s.current().isEmpty() && s.oldServes())
            .sorted(Comparator.comparing(Slots.Slot::number)).toList();
        slots.slots().stream().filter(s -> s.updating() && s.current().filter(Reading::done).isPresent())
            .forEach(s -> s.olds().forEach(o -> remove(o, "replaced by the new definition", true)));
        for (var slot : waiting) {
            if (underWay >= batch || paused) {
                return;
            }
            if (!startFirst) {
                slot.olds().forEach(o -> remove(o, "replaced by the new definition", true));
            }
            run(slot, true);
            underWay++;
            rollout = rollout.map(r -> new ComponentStatus.Rollout(r.hash(), r.startedAt(), now, r.failed()));
        }
    }

    private boolean startFirst() {
        return policy.order().map(o -> o == UpdatePolicy.Order.START_FIRST)
            .orElse(wanted.spec().ports().stream().noneMatch(dev.plimsoll.model.Port::fixedOnHost));
    }

    private void remove(Reading r, String why, boolean replaced) {
        if (r.seen().state() != SeenInstance.State.REMOVING) {
            steps.add(new Step.RemoveInstance(r.seen(), wanted.spec().process().stopGrace(), why, replaced));
        }
    }

    private void run(Slots.Slot slot, boolean replaces) {
        steps.add(new Step.RunInstance(wanted, slot.number(), replaces));
    }

    /// When time alone may change the answer.
    private List<Instant> dues() {
        var dues = new ArrayList<Instant>();
        for (var r : slots.readings()) {
            r.readySince().filter(_ -> r.standing() == Reading.Standing.WARMING).ifPresent(since -> dues.add(since.plus(policy.stability())));
            if (r.standing() == Reading.Standing.WARMING && r.seen().health() == SeenInstance.Health.STARTING) {
                r.seen().startedAt().ifPresent(at -> dues.add(at.plus(policy.deadline()).plusMillis(1)));
            }
        }
        var after = backOffAfterThisLook();
        after.until().filter(until -> until.isAfter(now)).ifPresent(dues::add);
        rollout.map(r -> r.lastBatch().plus(policy.delay())).filter(at -> at.isAfter(now)).ifPresent(dues::add);
        return dues;
    }

    private List<ComponentStatus.Instance> instances() {
        return slots.readings().stream().filter(r -> r.seen().state() != SeenInstance.State.REMOVING)
            .sorted(Comparator.comparing((Reading r) -> r.seen().stamp().slot()).thenComparing(r -> r.seen().name())).map(r -> new ComponentStatus.Instance(
            r.seen().stamp().slot(), r.seen().id(), r.seen().name(), r.seen().stamp().hash(), Verdicts.state(r), r.readySince(), r.seen().restarts(),
            r.seen().addresses())).toList();
    }
}

package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a component stands, in a stable word and a sentence.
record Verdicts(GroupDefinition wanted, ComponentStatus status, Slots slots, Instant now) {

    /// With the engine's growing pauses, so many crashes take some seconds: a dependency that was merely slow would be there by then.
    private static final int CRASHES_OF_A_LOOP = 6;

    ComponentPlan.Verdict verdict(List<Step> steps, boolean updateFailed, Collection<Instant> dues) {
        if (updateFailed) {
            return new ComponentPlan.Verdict.Stuck(lookAgain(dues), ComponentStatus.UPDATE_FAILED, "the update failed"
                + why().map(w -> ": " + w).orElse("") + "; " + oldOnes());
        }
        var gaveUp = slots.readings().stream().filter(r -> r.current() && gaveUp(r)).findFirst();
        if (gaveUp.isPresent()) {
            return new ComponentPlan.Verdict.Stuck(lookAgain(dues), "RunFailed", gaveUp.get().seen().name() + " " + gaveUp.get().trouble()
                + (restart(gaveUp.get()).mode() == Restart.Mode.NEVER ? "; it runs once only" : "; it was restarted as often as allowed")
                + ", so change it or restart it");
        }
        if (steps.isEmpty() && slots.slots().stream().allMatch(Slots.Slot::done) && slots.surplus().isEmpty()) {
            return new ComponentPlan.Verdict.Level();
        }
        return going(steps, dues);
    }

    /// What speaks against the wanted definition: what this look found, or what an earlier one wrote down of it.
    private Optional<String> why() {
        var found = Failing.newOnes(slots);
        return found.isEmpty() ? status.lastFailure().filter(f -> f.hash().equals(wanted.hash())).map(ComponentStatus.Failure::sentence)
            : Optional.of(found.getLast().sentence());
    }

    /// Whether it ended badly and is not to be run again: by its restart policy the next run would do its work once too often.
    boolean gaveUp(Reading r) {
        var restart = restart(r);
        return r.standing() == Reading.Standing.FAILED && r.seen().state() == SeenInstance.State.EXITED && switch (restart.mode()) {
            case ALWAYS -> false;
            case ON_FAILURE -> restart.attempts() > 0 && r.seen().restarts() >= restart.attempts();
            case NEVER -> true;
        };
    }

    private Restart restart(Reading r) {
        return member(r).spec().restart();
    }

    private Definition member(Reading r) {
        return wanted.member(r.component()).orElseGet(wanted::primary);
    }

    /// Why an instance whose checks fail is not replaced, by its probe's strategy; none when it is to be.
    Optional<String> kept(Reading r) {
        return member(r).spec().probe().filter(_ -> r.ill()).flatMap(probe -> switch (probe.strategy()) {
            case RECREATE -> Optional.empty();
            case RECREATE_ON_QUORUM -> slots.readings().stream().filter(o -> o.current() && o.component().equals(r.component()) && o.seen().well()).count() >= probe.quorum() ? Optional.empty()
                : Optional.of("it stays until " + probe.quorum() + " others are well, by its probe's strategy");
            case NONE -> Optional.of("it stays, by its probe's strategy");
        });
    }

    private Optional<Duration> lookAgain(Collection<Instant> dues) {
        return dues.stream().min(Comparator.naturalOrder()).map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO);
    }

    private ComponentPlan.Verdict going(List<Step> steps, Collection<Instant> dues) {
        var lookAgain = lookAgain(dues);
        var count = count();
        var crashing = slots.readings().stream().filter(r -> r.current() && !r.done() && !r.ill() && (r.standing() == Reading.Standing.RESTARTING || r.seen().restarts() > 0))
            .max(Comparator.comparing(r -> r.seen().restarts()));
        if (crashing.isPresent()) {
            var seen = crashing.get().seen();
            return new ComponentPlan.Verdict.Going(lookAgain, seen.restarts() < CRASHES_OF_A_LOOP ? "Crashing" : "CrashLooping", count + "; " + seen.name() + " crashed " + times(seen.restarts())
                + ", last with exit code " + seen.exitCode().map(Object::toString).orElse("?") + (seen.outOfMemory() ? " (out of memory)" : ""));
        }
        var failed = slots.slots().stream().flatMap(s -> s.current().stream()).filter(u -> u.standing() == Reading.Standing.FAILED).findFirst();
        if (failed.isPresent()) {
            var kept = failed.get().failed().stream().flatMap(r -> kept(r).stream()).findFirst();
            return new ComponentPlan.Verdict.Going(lookAgain, kept.isPresent() ? "Unhealthy" : "Replacing", count + "; " + failed.get().sentence()
                + kept.map(k -> "; " + k).orElse(""));
        }
        if (slots.slots().stream().anyMatch(Slots.Slot::updating)) {
            long left = slots.slots().stream().filter(Slots.Slot::updating).count();
            return new ComponentPlan.Verdict.Going(lookAgain, "Updating", count + "; " + left + " still to be replaced");
        }
        boolean onlySurplus = slots.slots().stream().allMatch(Slots.Slot::done);
        return new ComponentPlan.Verdict.Going(lookAgain, onlySurplus ? "Removing" : "Starting",
            onlySurplus ? "removing " + slots.surplus().size() + " too many" : count + waitingFor(steps));
    }

    private String count() {
        long ready = slots.slots().stream().filter(s -> s.current().filter(Unit::done).isPresent()).count();
        return ready + " of " + wanted.replicas() + " ready";
    }

    private String waitingFor(List<Step> steps) {
        var warming = slots.readings().stream().filter(r -> r.current() && r.standing() == Reading.Standing.WARMING).findFirst();
        return warming.map(r -> "; " + r.seen().name() + (r.seen().health() == SeenInstance.Health.STARTING ? " is not healthy yet" + (r.seen().error().isEmpty() ? "" : ": " + r.seen().error())
                : " runs, and must stay well for " + Reading.words(wanted.policy().stability())))
            .orElse(steps.isEmpty() ? "" : "; " + steps.getFirst().sentence());
    }

    private String oldOnes() {
        long serving = slots.slots().stream().filter(Slots.Slot::oldServes).count();
        return serving == 0 ? "no instance of the former definition is left" : serving + " of the former definition left in place";
    }

    private static String times(int n) {
        return n == 1 ? "once" : n == 2 ? "twice" : n + " times";
    }
}

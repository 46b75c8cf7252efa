package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a component stands whose instances an engine makes by a service, in a stable word and a sentence.
///
/// @param readings its instances
/// @param rollout  the update under way
record ServiceVerdicts(GroupDefinition wanted, Sighting seen, ComponentStatus status, List<Reading> readings, Optional<ComponentStatus.Rollout> rollout, Instant now) {
    /// Engines remember only some ends of each slot; so many in a row are a loop.
    private static final int CRASHES_OF_A_LOOP = 4;
    private static final int MOST_REASONS = 3;

    ComponentPlan.Verdict verdict(List<Step> steps) {
        if (steps.isEmpty()) {
            var failed = failedUpdate();
            if (failed.isPresent()) {
                return new ComponentPlan.Verdict.Stuck(Optional.empty(), ComponentStatus.UPDATE_FAILED, "the update failed: " + failed.get() + "; " + oldOnes());
            }
            var gaveUp = readings.stream().filter(r -> r.current() && gaveUp(r)).findFirst();
            if (gaveUp.isPresent()) {
                return new ComponentPlan.Verdict.Stuck(Optional.empty(), "RunFailed", gaveUp.get().seen().name() + " " + gaveUp.get().trouble() + "; it is not run again, so change it or restart it");
            }
            if (readings.stream().allMatch(r -> r.current() && r.done()) && wanted.members().stream().allMatch(this::complete)) {
                return new ComponentPlan.Verdict.Level();
            }
        }
        return going(steps);
    }

    /// Why the update has failed; none when it has not.
    private Optional<String> failedUpdate() {
        if (!ServicePlanner.stops(wanted.policy())) {
            return Optional.empty();
        }
        var paused = services().filter(s -> s.update() == SeenService.Update.PAUSED).findFirst();
        if (paused.isPresent()) {
            return Optional.of(status.lastFailure().filter(f -> f.hash().equals(wanted.hash())).map(ComponentStatus.Failure::sentence)
                .orElse(paused.get().message().isEmpty() ? "too many new instances failed" : paused.get().message()));
        }
        return rollout.filter(r -> !r.lastBatch().plus(wanted.policy().deadline()).plus(wanted.policy().delay()).isAfter(now)).filter(_ -> readings.stream().anyMatch(r -> !r.done() || !r.current()))
            .map(_ -> "no new instance became well within " + Reading.words(wanted.policy().deadline()) + pending().map(p -> ": " + p).orElse(""));
    }

    private java.util.stream.Stream<SeenService> services() {
        return seen.services().orElse(List.of()).stream();
    }

    private boolean complete(Definition member) {
        var service = services().filter(s -> s.stamp().component().equals(member.component())).findFirst();
        long done = readings.stream().filter(r -> r.component().equals(member.component())).count();
        return service.filter(s -> s.update() == SeenService.Update.NONE && done == s.replicas()).isPresent();
    }

    /// Whether it ended badly and is not to be run again.
    private boolean gaveUp(Reading r) {
        var restart = wanted.member(r.component()).orElseGet(wanted::primary).spec().restart();
        return r.standing() == Reading.Standing.FAILED && r.seen().state() == SeenInstance.State.EXITED && restart.mode() != Restart.Mode.ALWAYS
            && (restart.mode() == Restart.Mode.NEVER || restart.attempts() > 0 && r.seen().restarts() >= restart.attempts());
    }

    private ComponentPlan.Verdict going(List<Step> steps) {
        var count = count();
        if (!steps.isEmpty()) {
            return new ComponentPlan.Verdict.Going(Optional.empty(), readings.isEmpty() ? "Starting" : "Updating", count + "; " + steps.getFirst().sentence());
        }
        var crashing = readings.stream().filter(r -> r.current() && !r.done() && r.seen().restarts() > 0).max(Comparator.comparing(r -> r.seen().restarts()));
        if (crashing.isPresent()) {
            var one = crashing.get().seen();
            return new ComponentPlan.Verdict.Going(lookAgain(), one.restarts() < CRASHES_OF_A_LOOP ? "Crashing" : "CrashLooping", count + "; " + one.name() + " failed "
                + (one.restarts() == 1 ? "once" : "again and again") + (one.error().isEmpty() ? "" : ", last: " + one.error()));
        }
        var ill = readings.stream().filter(r -> r.current() && r.ill()).findFirst();
        if (ill.isPresent()) {
            return new ComponentPlan.Verdict.Going(lookAgain(), "Unhealthy", count + "; " + ill.get().seen().name() + " " + ill.get().trouble());
        }
        var pending = pending();
        if (pending.isPresent()) {
            return new ComponentPlan.Verdict.Going(lookAgain(), "Pending", count + "; " + pending.get());
        }
        long olds = readings.stream().filter(r -> !r.current() && !r.leaving()).count();
        if (olds > 0) {
            return new ComponentPlan.Verdict.Going(lookAgain(), "Updating", count + "; " + olds + " still to be replaced");
        }
        boolean leaving = !readings.isEmpty() && readings.stream().allMatch(r -> r.leaving() || r.current() && r.done());
        return new ComponentPlan.Verdict.Going(lookAgain(), leaving ? "Removing" : "Starting", count + waitingFor());
    }

    private String waitingFor() {
        return readings.stream().filter(r -> r.current() && !r.done() && !r.leaving()).findFirst().map(r -> "; " + r.seen().name() + (r.seen().state() == SeenInstance.State.PENDING ? " is being prepared"
            : r.seen().health() == SeenInstance.Health.STARTING ? " is not healthy yet" : " runs, and must stay well for " + Reading.words(wanted.policy().stability()))).orElse("");
    }

    /// Why instances have no place, each reason once.
    private Optional<String> pending() {
        var reasons = readings.stream().filter(r -> r.seen().state() == SeenInstance.State.PENDING && !r.seen().error().isEmpty())
            .collect(Collectors.groupingBy(r -> r.seen().error(), java.util.LinkedHashMap::new, Collectors.counting()));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.entrySet().stream().limit(MOST_REASONS)
            .map(e -> e.getValue() + (e.getValue() == 1 ? " waits" : " wait") + " for a machine: " + e.getKey()).collect(Collectors.joining("; ")));
    }

    private String count() {
        long ready = readings.stream().filter(r -> r.current() && r.done() && r.component().equals(wanted.primaryName())).count();
        var service = services().filter(s -> s.stamp().component().equals(wanted.primaryName())).findFirst();
        int of = wanted.primary().spec().placement().everyMachine() ? service.map(SeenService::replicas).orElse(0) : wanted.replicas();
        return ready + " of " + of + " ready";
    }

    private String oldOnes() {
        long serving = readings.stream().filter(r -> !r.current() && r.serves()).count();
        return serving == 0 ? "no instance of the former definition is left" : serving + " of the former definition left in place";
    }

    /// When time alone may change the answer.
    private Optional<Duration> lookAgain() {
        var dues = new ArrayList<Instant>();
        readings.stream().filter(r -> r.standing() == Reading.Standing.WARMING).flatMap(r -> r.readySince().stream()).forEach(since -> dues.add(since.plus(wanted.policy().stability())));
        rollout.ifPresent(r -> dues.add(r.lastBatch().plus(wanted.policy().deadline()).plus(wanted.policy().delay())));
        return dues.stream().min(Comparator.naturalOrder()).map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO);
    }
}

package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What to do for one component with its sidekicks on an engine that makes instances by services: make the service, change it, and read from its
/// instances how it stands. Restarting, replacing and rolling are the engine's; whether an update has failed, and what follows from that, is ours.
///
/// Promises, each with a test: a service that is as declared is not touched; it is level only when every instance is of the wanted definition and has been
/// well for the stability window; an update that the engine paused, or that makes no headway for the policy's deadline, has failed.
final class ServicePlanner {
    private final GroupDefinition wanted;
    private final Sighting seen;
    private final ComponentStatus status;
    private final Instant now;
    private final List<Reading> readings;
    private final List<Step> steps = new ArrayList<>();

    private ServicePlanner(GroupDefinition wanted, Sighting seen, ComponentStatus status, Instant now) {
        this.wanted = wanted;
        this.seen = seen;
        this.status = status;
        this.now = now;
        this.readings = seen.instances().stream().map(this::reading)
            .sorted(Comparator.comparing((Reading r) -> r.seen().stamp().slot()).thenComparing(r -> r.seen().name())).toList();
    }

    static ComponentPlan plan(GroupDefinition wanted, Sighting seen, ComponentStatus status, Instant now) {
        var planner = new ServicePlanner(wanted, seen, status, now);
        wanted.members().forEach(m -> planner.member(ServiceDefinition.of(m, wanted)));
        if (planner.steps.isEmpty()) {
            planner.endIll();
        }
        return planner.plan();
    }

    /// How a group stands, without doing anything for it.
    static ComponentPlan look(GroupDefinition former, Sighting seen, ComponentStatus status, Instant now) {
        return new ServicePlanner(former, seen, status, now).plan();
    }

    private Reading reading(SeenInstance one) {
        boolean current = one.stamp().hash().equals(wanted.hash()) && wanted.member(one.stamp().component()).filter(m -> m.uid().equals(one.stamp().uid())).isPresent();
        var known = status.instances().stream().filter(i -> i.id().equals(one.id())).findFirst();
        return Reading.of(one, current, known, wanted.context(one.stamp().component(), now));
    }

    private void member(ServiceDefinition service) {
        var there = service(service.each());
        if (there.isEmpty()) {
            steps.add(new Step.MakeService(service));
        } else if (!there.get().stamp().uid().equals(service.each().uid())) {
            steps.add(new Step.RemoveService(there.get(), "it belonged to a deleted namesake"));
        } else if (service.differsFrom(there.get())) {
            steps.add(new Step.ChangeService(service, there.get()));
        }
    }

    /// The engine ends what its own check finds ill, and knows nothing of our probes: an instance they found ill is ended by us, and the engine puts another one in its
    /// place. One at a time, and with growing pauses.
    private void endIll() {
        boolean replacing = readings.stream().anyMatch(r -> r.current() && r.seen().state() == SeenInstance.State.PENDING);
        if (!replacing && BackOff.after(status.lastFailure().filter(f -> f.hash().equals(wanted.hash()))).over(now)) {
            readings.stream().filter(r -> r.current() && r.ill() && expendable(r)).findFirst().ifPresent(r ->
                steps.add(new Step.RemoveInstance(r.seen(), member(r).spec().process().stopGrace(), r.trouble(), true)));
        }
    }

    private boolean expendable(Reading ill) {
        return member(ill).spec().probe().filter(probe -> switch (probe.strategy()) {
            case RECREATE -> true;
            case RECREATE_ON_QUORUM -> readings.stream().filter(r -> r.current() && r.component().equals(ill.component()) && r.seen().well()).count() >= probe.quorum();
            case NONE -> false;
        }).isPresent();
    }

    private Definition member(Reading reading) {
        return wanted.member(reading.component()).orElseGet(wanted::primary);
    }

    private Optional<SeenService> service(Definition member) {
        return seen.services().orElse(List.of()).stream().filter(s -> s.stamp().component().equals(member.component())).findFirst();
    }

    private ComponentPlan plan() {
        var rollout = rollout();
        var verdict = new ServiceVerdicts(wanted, seen, status, readings, rollout, now).verdict(steps);
        boolean level = verdict instanceof ComponentPlan.Verdict.Level;
        return new ComponentPlan(steps, verdict, ready(), readings.stream().filter(r -> !r.leaving()).map(Reading::told).toList(), level ? Optional.empty() : rollout, failures());
    }

    private int ready() {
        return (int) readings.stream().filter(r -> r.current() && r.done() && r.component().equals(wanted.primaryName())).count();
    }

    /// The update under way: when it began, and when it last made headway.
    private Optional<ComponentStatus.Rollout> rollout() {
        var before = status.rollout().filter(r -> r.hash().equals(wanted.hash()));
        boolean replacing = readings.stream().anyMatch(r -> !r.current() && !r.leaving()) || wanted.members().stream().anyMatch(m -> service(m)
            .filter(s -> s.update() != SeenService.Update.NONE).isPresent());
        if (before.isEmpty()) {
            return replacing ? Optional.of(new ComponentStatus.Rollout(wanted.hash(), now, now, 0)) : Optional.empty();
        }
        var headway = ready() > status.ready() ? now : before.get().lastBatch();
        return before.map(r -> new ComponentStatus.Rollout(r.hash(), r.startedAt(), headway, r.failed()));
    }

    /// Failures that the status does not tell of yet. A failed instance is followed by another one in its slot, so what is known is known of the slot.
    private List<ComponentPlan.Failing> failures() {
        var failures = new ArrayList<ComponentPlan.Failing>();
        for (var r : readings) {
            int restarts = status.instances().stream().filter(i -> i.slot() == r.seen().stamp().slot() && i.hash().equals(r.seen().stamp().hash()))
                .mapToInt(ComponentStatus.Instance::restarts).max().orElse(0);
            boolean failed = r.standing() == Reading.Standing.FAILED && !r.failureNoted();
            if (r.current() && !r.leaving() && !r.done() && (failed || r.seen().restarts() > restarts)) {
                failures.add(Failing.of(r));
            }
        }
        return failures;
    }

    /// Whether a failed update is to stop and be taken back or left for a person.
    static boolean stops(UpdatePolicy policy) {
        return policy.onFailure() != UpdatePolicy.OnFailure.PROCEED;
    }
}

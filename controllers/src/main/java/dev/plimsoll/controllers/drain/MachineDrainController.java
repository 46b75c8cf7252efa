package dev.plimsoll.controllers.drain;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.Drain.State;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Empties machines that are to be emptied, and takes those that are deleted out of their clusters: the only place where that is done, whoever wants it. Works beside the controller that makes
/// machines, which removes one only when it is out.
public final class MachineDrainController implements Reconciler {
    /// What is moved or stopped needs a while.
    private static final Duration SOON = Duration.ofSeconds(1);
    /// What was done is seen at once.
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final Machinery machinery;
    private final Draining draining;

    public MachineDrainController(Machinery machinery, Clusters clusters) {
        this.machinery = machinery;
        this.draining = new Draining(machinery, clusters);
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var departure = Departure.underWay(found.get().metadata());
        return departure.isPresent() ? empty(found.get(), departure.get(), run) : takePart(found.get(), run);
    }

    private Outcome empty(Resource machine, Departure departure, Run run) throws InterruptedException {
        if (machine.status(MachineStatus.class).drain().filter(d -> d.state() == State.OUT).isPresent() && machine.metadata().deleting()) {
            return Outcome.LEVEL;
        }
        try {
            var plan = draining.step(machine, departure, run);
            var drain = plan.drain();
            if (drain.state() == State.OUT) {
                draining.over(machine);
            }
            boolean settled = drain.state() == State.OUT || drain.state() == State.EMPTY && !machine.metadata().deleting();
            return settled ? Outcome.LEVEL : Outcome.lookAgain(plan.step().isPresent() ? AT_ONCE : SOON, drain.told());
        } catch (EngineFailure failure) {
            return failed(machinery.get(machine.key()).orElse(machine), departure, failure, run);
        }
    }

    /// A forced removal does not wait for a swarm that cannot be asked.
    private Outcome failed(Resource machine, Departure departure, EngineFailure failure, Run run) {
        boolean out = departure.forced() && machine.metadata().deleting();
        var before = machine.status(MachineStatus.class).drain();
        var drain = new Drain(out ? State.OUT : before.filter(d -> d.state() != State.MOVING).map(_ -> State.EMPTYING).orElse(State.MOVING), departure.begun().orElseThrow(), departure.overdue(machinery.now()), out ? "" : "Unreachable",
            "its cluster cannot be asked", List.of(failure.getMessage()));
        machinery.write(machine, machine.status(MachineStatus.class).withDrain(Optional.of(drain)), run);
        return out ? Outcome.LEVEL : Outcome.retry(failure.getMessage());
    }

    /// Its cluster makes the node active again.
    private Outcome takePart(Resource machine, Run run) throws InterruptedException {
        if (machine.status(MachineStatus.class).drain().isPresent()) {
            run.step("let " + machine.metadata().name() + " take part again");
            machinery.write(machine, machine.status(MachineStatus.class).withDrain(Optional.empty()), run);
            draining.over(machine);
        }
        return Outcome.LEVEL;
    }
}

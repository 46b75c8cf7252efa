package dev.plimsoll.controllers.pool;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.drain.Belonging;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.PoolStatus;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.planning.machine.Elsewhere;
import dev.plimsoll.planning.machine.PoolPlanner;
import dev.plimsoll.planning.machine.PoolPlanner.PoolPlan;
import dev.plimsoll.planning.machine.PoolStep;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keeps a pool's machines declared: one for each slot, of the pool's template.
public final class PoolController implements Reconciler {
    private final Machinery machinery;
    private final Members members;
    private final Rounds rounds = new Rounds();

    public PoolController(Machinery machinery) {
        this.machinery = machinery;
        this.members = new Members(machinery);
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var pool = found.get();
        var machines = members.machines(pool);
        if (pool.metadata().deleting()) {
            return leave(pool, machines, run);
        }
        var tooLong = PoolSpec.tooLong(key.name());
        if (tooLong.isPresent()) {
            machinery.write(pool, status(pool, machines, new PoolPlan(List.of(), List.of()), "NameTooLong", tooLong.get()), run);
            return Outcome.failed(tooLong.get());
        }
        var region = machinery.get(Machinery.region(pool, pool.spec(PoolSpec.class).region()));
        if (region.isEmpty()) {
            return lacking(pool, machines, Machinery.region(pool, pool.spec(PoolSpec.class).region()), "ReferenceNotFound", "there is no region/" + pool.spec(PoolSpec.class).region(), run);
        }
        if (region.get().status().condition(RegionStatus.REACHABLE).isEmpty()) {
            return lacking(pool, machines, region.get().key(), "WaitingForReference", region.get().key().shortForm() + " has not been asked yet which zones it has", run);
        }
        var foreign = members.foreign(pool);
        if (foreign.isPresent()) {
            return lacking(pool, machines, foreign.get(), "NameTaken", "there is a " + foreign.get().shortForm() + " that is not of this pool; delete it, or call the pool otherwise", run);
        }
        return keep(machinery.held(pool, run), region.get(), machines, run);
    }

    private Outcome keep(Resource pool, Resource region, List<Resource> machines, Run run) {
        var plan = plan(members.pool(pool, region), machines);
        var writes = plan.steps().stream().map(step -> write(pool, step)).toList();
        if (!writes.isEmpty()) {
            plan.steps().forEach(step -> run.step(step.sentence()));
            machinery.around().commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
        }
        var status = status(pool, machines, plan);
        machinery.write(pool, status, run);
        var level = status.condition(Condition.LEVEL).orElseThrow();
        // Every change of a machine makes its pool dirty.
        return level.holds() ? Outcome.LEVEL : status.blocked() > 0 ? Outcome.failed(level.sentence())
            : machines.stream().anyMatch(Rounds::placeless) ? Outcome.lookAgain(Rounds.PAUSE, level.sentence()) : Outcome.waiting(level.sentence());
    }

    /// One thing at a time for each machine.
    private PoolPlan plan(PoolPlanner.Pool pool, List<Resource> machines) {
        var plan = PoolPlanner.plan(pool);
        var steps = new ArrayList<>(plan.steps());
        int zones = pool.zones().size();
        Elsewhere.steps(pool, rounds.crowded(pool.key(), machines, zones, machinery.now())).stream().filter(move -> steps.stream().noneMatch(s -> s.machine().equals(move.machine()))).toList().forEach(move -> {
            rounds.moved(move.machine(), zones, machinery.now());
            steps.add(move);
        });
        return new PoolPlan(steps, plan.outdated());
    }

    private Write write(Resource pool, PoolStep step) {
        return switch (step) {
            case PoolStep.Declare(var machine, var spec, var extra, var _) -> new Write.Put(Resource.declared(Metadata.named(machine.project(), machine.name()).withOwner(pool.asOwner()).withFinalizer(Machinery.FINALIZER)
                .withAnnotations(extra ? Map.of(Departure.EXTRA, "true") : Map.of()), spec), Write.Expected.ABSENT);
            case PoolStep.Adjust(var machine, var spec) -> {
                var now = machinery.get(machine).orElseThrow();
                yield new Write.Put(now.withSpec(spec), Write.Expected.revision(now.metadata().revision()));
            }
            case PoolStep.Empty(var machine, var purpose, var _) -> {
                var now = machinery.get(machine).orElseThrow();
                var departure = Departure.of(now.metadata()).map(d -> d.as(purpose)).orElseGet(() -> Departure.usual(purpose)).begunAt(machinery.now());
                yield new Write.Put(now.withMetadata(departure.on(now.metadata())), Write.Expected.revision(now.metadata().revision()));
            }
            case PoolStep.Delete(var machine, var _) -> deletion(machinery.get(machine).orElseThrow());
        };
    }

    private Write deletion(Resource machine) {
        return machine.metadata().finalizers().isEmpty() ? new Write.Remove(machine.key(), Write.Expected.revision(machine.metadata().revision()))
            : new Write.Put(machine.withMetadata(machine.metadata().withDeletedAt(machinery.now())), Write.Expected.revision(machine.metadata().revision()));
    }

    private Outcome leave(Resource pool, List<Resource> machines, Run run) {
        var unasked = machines.stream().filter(m -> !m.metadata().deleting()).map(this::deletion).toList();
        if (!unasked.isEmpty()) {
            run.step("delete " + unasked.size() + " machines");
            machinery.around().commit(unasked).forEach(w -> run.wrote(w.metadata().revision()));
        }
        if (!machines.isEmpty()) {
            return lacking(pool, machines, machines.getFirst().key(), "Removing", machines.size() + " machines are still there: " + machines.getFirst().key().shortForm(), run);
        }
        machinery.remove(pool, run);
        return Outcome.LEVEL;
    }

    private Outcome lacking(Resource pool, List<Resource> machines, Key what, String reason, String sentence, Run run) {
        machinery.write(pool, status(pool, machines, new PoolPlan(List.of(), List.of()), reason, sentence), run);
        return Outcome.waitingFor(what, sentence);
    }

    private static boolean blocked(Resource machine) {
        return machine.status().condition(MachineStatus.BLOCKED).filter(Condition::holds).isPresent();
    }

    private PoolStatus status(Resource pool, List<Resource> machines, PoolPlan plan) {
        int count = pool.spec(PoolSpec.class).count();
        long ready = machines.stream().filter(Belonging::ready).count();
        var blocked = machines.stream().filter(PoolController::blocked).findFirst();
        if (blocked.isPresent()) {
            var why = blocked.get().status().condition(MachineStatus.BLOCKED).map(Condition::sentence).orElse("");
            return status(pool, machines, plan, PoolStatus.BLOCKED, blocked.get().key().shortForm() + ": " + why);
        }
        if (ready < count || machines.size() != count || !plan.steps().isEmpty()) {
            var first = machines.stream().filter(m -> !Belonging.ready(m)).findFirst();
            var why = first.map(m -> "; " + m.key().shortForm() + ": " + m.status().condition(Condition.LEVEL).map(Condition::sentence).orElse("declared")).orElse("");
            return status(pool, machines, plan, "Progressing", ready + " of " + count + " machines ready" + why);
        }
        return plan.outdated().isEmpty() ? status(pool, machines, plan, Conditions.AS_DECLARED, ready + " of " + count + " machines ready")
            : status(pool, machines, plan, "Outdated", plan.outdated().size() + " of " + count + " machines are made from an older template; declare an upgrade, or let the pool replace them (replacement: rolling)");
    }

    private PoolStatus status(Resource pool, List<Resource> machines, PoolPlan plan, String reason, String sentence) {
        var conditions = new Conditions(pool.status(), machinery.now()).state(Condition.LEVEL, reason.equals(Conditions.AS_DECLARED), reason, sentence);
        int blocked = (int) machines.stream().filter(PoolController::blocked).count();
        if (blocked > 0) {
            conditions.state(PoolStatus.BLOCKED, true, "MachinesFail", sentence);
        }
        return new PoolStatus(pool.metadata().generation(), conditions.list(), machines.size(), (int) machines.stream().filter(Belonging::ready).count(), plan.outdated().size(), blocked);
    }
}

package dev.plimsoll.controllers.cluster;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.ClusterPlan;
import dev.plimsoll.planning.cluster.ClusterPlanner;
import dev.plimsoll.planning.cluster.ClusterStep;
import dev.plimsoll.planning.cluster.Situation;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Makes a cluster's machines one swarm, and keeps it.
public final class ClusterController implements Reconciler {
    /// Roles and nodes settle within seconds.
    private static final Duration SOON = Duration.ofSeconds(1);
    /// What was done is usually seen at once.
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private final Machinery machinery;
    private final Clusters clusters;
    private final ClusterRemoval removal;

    public ClusterController(Machinery machinery, Clusters clusters) {
        this.machinery = machinery;
        this.clusters = clusters;
        this.removal = new ClusterRemoval(machinery, clusters);
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            clusters.forget(key);
            return Outcome.LEVEL;
        }
        if (found.get().metadata().deleting()) {
            return removal.reconcile(found.get(), run);
        }
        var missing = found.get().spec(ClusterSpec.class).pools().stream().map(p -> new Key(Kind.POOL, key.project(), p)).filter(p -> machinery.get(p).isEmpty()).findFirst();
        if (missing.isPresent()) {
            return lacking(found.get(), missing.get(), run);
        }
        if (pools(found.get()).stream().noneMatch(p -> p.roleOrStandalone() == MachineRole.MANAGER)) {
            var sentence = "none of its pools has the role manager, so nobody could decide; give it to one of them";
            tell(found.get(), "NoManagers", sentence, run);
            return Outcome.failed(sentence);
        }
        try (var _ = clusters.alone(key)) {
            return keep(machinery.held(found.get(), run), run);
        } catch (EngineFailure failure) {
            var now = machinery.get(key).orElse(found.get());
            tell(now, failure.code(), failure.getMessage(), run);
            return failure instanceof EngineFailure.Rejected ? Outcome.failed(failure.getMessage()) : Outcome.retry(failure.getMessage());
        }
    }

    private Outcome keep(Resource cluster, Run run) throws InterruptedException {
        var machines = clusters.machines(cluster);
        var swarm = clusters.swarm(cluster, machines);
        // Nobody need be asked before there is somebody.
        var state = Clusters.members(machines).isEmpty() ? SwarmState.NONE : swarm.look();
        var recovering = cluster.metadata().annotations().get(ClusterSpec.RECOVER_FROM);
        if (recovering != null) {
            return recover(cluster, swarm, state, recovering, run);
        }
        var is = Look.at(cluster, machines, state, machinery.now());
        var plan = ClusterPlanner.plan(is);
        var status = new ClusterView(cluster, is, declared(cluster)).of(plan);
        var written = machinery.write(cluster, forming(plan).map(op -> former(status, op)).orElse(status), run);
        plan.steps().forEach(step -> run.step(step.sentence()));
        var managers = state.managers();
        plan.steps().stream().filter(step -> !step.ofWorker(managers)).forEach(step -> carryOut(written, swarm, step, run));
        machinery.around().lanes().each(plan.steps().stream().filter(step -> step.ofWorker(managers)).toList(), step -> carryOut(written, swarm, step, run));
        return outcome(is, plan, status);
    }

    /// The wish is taken off afterwards: done twice it would cost the managers that have joined again meanwhile.
    private Outcome recover(Resource cluster, Swarm swarm, SwarmState state, String from, Run run) {
        if (!state.led()) {
            run.step("recover the swarm from " + from);
            swarm.recover(from);
        }
        var annotations = new HashMap<>(cluster.metadata().annotations());
        annotations.remove(ClusterSpec.RECOVER_FROM);
        machinery.around().commit(List.of(new Write.Put(cluster.withMetadata(cluster.metadata().withAnnotations(annotations)), Write.Expected.revision(cluster.metadata().revision()))))
            .forEach(w -> run.wrote(w.metadata().revision()));
        return Outcome.lookAgain(AT_ONCE, "it is recovered from " + from);
    }

    private static Optional<String> forming(ClusterPlan plan) {
        return plan.steps().stream().filter(ClusterStep.Form.class::isInstance).map(s -> ((ClusterStep.Form) s).operation()).findFirst();
    }

    /// The id is that of the one before when it is formed anew.
    private static ClusterStatus former(ClusterStatus status, String operation) {
        return new ClusterStatus(status.observedGeneration(), status.conditions(), "", operation, status.nodes());
    }

    private void carryOut(Resource cluster, Swarm swarm, ClusterStep step, Run run) {
        switch (step) {
            case ClusterStep.Form(var machine, var _, var _) -> swarm.form(machine);
            case ClusterStep.Join(var machine, var role) -> swarm.join(machine, role);
            case ClusterStep.Leave(var machine, var _) -> swarm.leave(machine);
            case ClusterStep.Change(var _, var node, var spec, var _) -> swarm.change(node, spec);
            case ClusterStep.Forget(var _, var node, var _) -> swarm.remove(node);
            case ClusterStep.Replace(var machine, var _) -> machinery.get(new Key(Kind.MACHINE, cluster.metadata().project(), machine)).filter(m -> !m.metadata().deleting()).ifPresent(m ->
                machinery.around().commit(List.of(new Write.Put(m.withMetadata(m.metadata().withDeletedAt(machinery.now())), Write.Expected.revision(m.metadata().revision()))))
                    .forEach(w -> run.wrote(w.metadata().revision())));
        }
    }

    private static Outcome outcome(Situation is, ClusterPlan plan, ClusterStatus status) {
        if (!plan.steps().isEmpty()) {
            return Outcome.lookAgain(AT_ONCE, plan.steps().getLast().sentence());
        }
        if (status.level()) {
            return Outcome.LEVEL;
        }
        var why = status.condition(dev.plimsoll.model.Condition.LEVEL).orElseThrow().sentence();
        // What is not ready makes its cluster dirty when it is; what has joined and is not seen yet does not.
        boolean settling = is.machines().stream().anyMatch(m -> m.ready() && !m.leaving());
        return settling ? Outcome.lookAgain(is.state().led() ? SOON : SOON.multipliedBy(2), why) : Outcome.waiting(why);
    }

    private int declared(Resource cluster) {
        return pools(cluster).stream().filter(p -> p.roleOrStandalone() != MachineRole.STANDALONE).mapToInt(PoolSpec::count).sum();
    }

    private List<PoolSpec> pools(Resource cluster) {
        return cluster.spec(ClusterSpec.class).pools().stream().flatMap(p -> machinery.get(new Key(Kind.POOL, cluster.metadata().project(), p)).stream()).map(p -> p.spec(PoolSpec.class)).toList();
    }

    private Outcome lacking(Resource cluster, Key pool, Run run) {
        var sentence = "there is no " + pool.shortForm();
        tell(cluster, "ReferenceNotFound", sentence, run);
        return Outcome.waitingFor(pool, sentence);
    }

    private void tell(Resource cluster, String reason, String sentence, Run run) {
        var before = cluster.status(ClusterStatus.class);
        var conditions = new Conditions(before, machinery.now()).notLevel(reason, sentence);
        before.conditions().stream().filter(c -> !c.type().equals(dev.plimsoll.model.Condition.LEVEL)).forEach(c -> conditions.state(c.type(), c.holds(), c.reason(), c.sentence()));
        machinery.write(cluster, new ClusterStatus(cluster.metadata().generation(), conditions.list(), before.id(), before.former(), before.nodes()), run);
    }
}

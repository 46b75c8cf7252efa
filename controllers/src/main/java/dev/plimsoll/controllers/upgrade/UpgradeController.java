package dev.plimsoll.controllers.upgrade;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.UpgradeStatus;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.planning.upgrade.UpgradePlan;
import dev.plimsoll.planning.upgrade.UpgradePlan.Choice;
import dev.plimsoll.planning.upgrade.UpgradePlanner;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carries an upgrade through. It is done once: what is declared after that is another upgrade's affair.
public final class UpgradeController implements Reconciler {
    private static final Set<String> NOT_BEGUN = Set.of("ReferenceNotFound", "Impossible");

    private final Machinery machinery;
    private final Candidates candidates;

    public UpgradeController(Machinery machinery) {
        this.machinery = machinery;
        this.candidates = new Candidates(machinery);
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var upgrade = found.get();
        if (upgrade.metadata().deleting()) {
            return leave(upgrade, run);
        }
        if (begun(upgrade) && upgrade.status().level()) {
            return Outcome.LEVEL;
        }
        // Machines it began with may be gone for a moment.
        var missing = MachineReferences.of(key.project(), upgrade.spec()).stream().filter(k -> machinery.get(k).isEmpty() && (!begun(upgrade) || k.kind() != Kind.MACHINE)).findFirst();
        if (missing.isPresent()) {
            return lacking(upgrade, missing.get(), "there is no " + missing.get().shortForm(), run);
        }
        var pools = candidates.pools(upgrade);
        var alone = Candidates.alone(upgrade.spec(UpgradeSpec.class), pools);
        if (alone.isPresent()) {
            var sentence = "machine/" + alone.get() + " is of no pool: it follows its own declaration, so change that";
            machinery.write(upgrade, waiting(upgrade, "Impossible", sentence), run);
            return Outcome.failed(sentence);
        }
        return candidates.look(upgrade, pools).map(seen -> carry(machinery.held(upgrade, run), seen, run))
            .orElseGet(() -> lacking(upgrade, pools.getFirst(), "a pool, or the region it is in, is not there", run));
    }

    private Outcome carry(Resource before, Candidates.Seen seen, Run run) {
        var upgrade = begun(before) ? before : begin(before, seen, run);
        var status = upgrade.status(UpgradeStatus.class);
        var plan = UpgradePlanner.plan(new UpgradePlanner.Situation(upgrade.key().shortForm(), upgrade.spec(UpgradeSpec.class), status.begun(), seen.all(), seen.whole()));
        var writes = new ArrayList<Write>();
        plan.chosen().forEach(choice -> writes.add(chosen(choice, run)));
        plan.released().forEach(machine -> writes.add(released(machine, run)));
        commit(writes, run);
        var conditions = new Conditions(status, machinery.now());
        int all = status.begun().size();
        if (plan.complete()) {
            conditions.level(all == 0 ? "every machine was made from what is declared" : all == 1 ? "its machine is done" : "all " + all + " machines are done");
        } else {
            conditions.notLevel(plan.stop().isPresent() ? UpgradeStatus.STOPPED : "Progressing", plan.stop().map(UpgradePlan.Stop::sentence)
                .orElseGet(() -> plan.done().size() + " of " + all + " machines are done; " + plan.underWay().getFirst() + (plan.blockers().isEmpty() ? "" : " (" + String.join("; ", plan.blockers()) + ")")));
        }
        plan.stop().ifPresent(stop -> conditions.state(UpgradeStatus.STOPPED, true, stop.reason(), stop.sentence()));
        machinery.write(upgrade, new UpgradeStatus(upgrade.metadata().generation(), conditions.list(), status.begun(), plan.done(), plan.underWay(), plan.blockers()), run);
        // Every change of a machine makes it dirty.
        return plan.complete() ? Outcome.LEVEL : Outcome.waiting(conditions.list().getFirst().sentence());
    }

    /// Whom it is about is remembered before anything is done to them: after a restart nobody is taken for new, or old, who is not.
    private Resource begin(Resource upgrade, Candidates.Seen seen, Run run) {
        var begun = UpgradePlanner.begin(upgrade.spec(UpgradeSpec.class), seen.named());
        run.step("begin with " + (begun.size() == 1 ? "1 machine" : begun.size() + " machines"));
        var conditions = new Conditions(upgrade.status(), machinery.now()).notLevel("Progressing", "it begins with " + (begun.size() == 1 ? "1 machine" : begun.size() + " machines"));
        return machinery.write(upgrade, new UpgradeStatus(upgrade.metadata().generation(), conditions.list(), begun, List.of(), List.of(), List.of()), run);
    }

    private static boolean begun(Resource upgrade) {
        return upgrade.status().observedGeneration() == upgrade.metadata().generation() && upgrade.status().condition(Condition.LEVEL).filter(c -> !NOT_BEGUN.contains(c.reason())).isPresent();
    }

    private Write chosen(Choice choice, Run run) {
        run.step("choose " + choice.machine().shortForm());
        var machine = machinery.get(choice.machine()).orElseThrow();
        return new Write.Put(machine.withMetadata(choice.departure().on(machine.metadata())), Write.Expected.revision(machine.metadata().revision()));
    }

    private Write released(Key key, Run run) {
        run.step("leave " + key.shortForm() + " as it is");
        var machine = machinery.get(key).orElseThrow();
        return new Write.Put(machine.withMetadata(Departure.none(machine.metadata())), Write.Expected.revision(machine.metadata().revision()));
    }

    /// Whoever was chosen and is not gone yet stays, and takes part again.
    private Outcome leave(Resource upgrade, Run run) {
        var name = Optional.of(upgrade.key().shortForm());
        var chosen = machinery.around().mirror().list(Query.of(Kind.MACHINE).in(upgrade.metadata().project())).stream()
            .filter(m -> !m.metadata().deleting() && Departure.of(m.metadata()).map(Departure::by).equals(name)).toList();
        commit(chosen.stream().map(m -> released(m.key(), run)).toList(), run);
        machinery.remove(upgrade, run);
        return Outcome.LEVEL;
    }

    private void commit(List<Write> writes, Run run) {
        if (!writes.isEmpty()) {
            machinery.around().commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }

    private Outcome lacking(Resource upgrade, Key what, String sentence, Run run) {
        machinery.write(upgrade, waiting(upgrade, begun(upgrade) ? "WaitingForReference" : "ReferenceNotFound", sentence), run);
        return Outcome.waitingFor(what, sentence);
    }

    private UpgradeStatus waiting(Resource upgrade, String reason, String sentence) {
        var status = upgrade.status(UpgradeStatus.class);
        return new UpgradeStatus(upgrade.metadata().generation(), new Conditions(status, machinery.now()).notLevel(reason, sentence).list(), status.begun(), status.done(), status.underWay(), status.blockers());
    }
}

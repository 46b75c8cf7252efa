package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.Blueprint;
import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.controllers.cloud.Brought;
import dev.plimsoll.controllers.cloud.Brought.How;
import dev.plimsoll.controllers.cloud.CloudAccounts.Way;
import dev.plimsoll.controllers.cloud.CloudObjects;
import dev.plimsoll.controllers.cloud.CloudTrouble;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cloud.ObservedCloud;
import dev.plimsoll.controllers.drain.Belonging;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.MachineFailure;
import dev.plimsoll.planning.machine.Elsewhere;
import dev.plimsoll.planning.machine.ObjectPlanner;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes one machine what it declares: the only place where machines are made, powered and replaced.
public final class MachineController implements Reconciler {
    /// Of one flavor; others are still to be tried in this zone.
    private static final String NO_PLACE = "NoPlaceForFlavor";

    private final Machinery machinery;
    private final MachineDrawing drawing;
    private final MachineFailures failures;
    private final CloudObjects objects;
    private final MachineRemoval removal;
    private final OwnAddress ownAddress;
    private final Belonging belonging;
    private final FlavorsTried flavors = new FlavorsTried();

    public MachineController(Machinery machinery) {
        this.machinery = machinery;
        this.drawing = new MachineDrawing(machinery);
        this.failures = new MachineFailures(machinery);
        this.objects = new CloudObjects(machinery);
        this.removal = new MachineRemoval(machinery);
        this.ownAddress = new OwnAddress(machinery);
        this.belonging = new Belonging(machinery.around().mirror());
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            // Also one that was forgotten with its region still runs somewhere, and must not enrol or renew any more.
            machinery.onboarding().forget(key);
            flavors.forget(key);
            return Outcome.LEVEL;
        }
        var machine = found.get();
        if (machine.metadata().deleting()) {
            return removal.reconcile(machine, run);
        }
        return switch (machinery.accounts().to(Machinery.region(machine, machine.spec(MachineSpec.class).region()))) {
            case Way.Closed(var what, var reason, var sentence) -> lacking(machine, new Drawn.Lacking(what, reason, sentence), run);
            case Way.Open(var _, var cloud) -> {
                try {
                    yield inCloud(machine, cloud, run);
                } catch (CloudFailure failure) {
                    yield trouble(machinery.get(key).orElse(machine), failure, run);
                } catch (InvalidValue impossible) {
                    yield impossible(machinery.get(key).orElse(machine), "Impossible", impossible.getMessage(), run);
                }
            }
        };
    }

    private Outcome inCloud(Resource machine, ObservedCloud cloud, Run run) throws InterruptedException {
        return switch (drawing.draw(machine, flavors.of(machine), cloud.facts())) {
            case Drawn.Lacking lacking -> lacking(machine, lacking, run);
            case Drawn.Impossible(var reason, var sentence) -> impossible(machine, reason, sentence, run);
            case Drawn.Foreign _, Drawn.Kept _, Drawn.Unkept _ -> throw new IllegalStateException("a machine is always made for its own declaration");
            case Drawn.Complete(var blueprint) -> bring(machinery.held(machine, run), cloud, blueprint, run);
        };
    }

    private Outcome bring(Resource machine, ObservedCloud cloud, Blueprint blueprint, Run run) throws InterruptedException {
        var failure = failures.of(machine);
        var brought = objects.bring(new CloudObjects.Wish(machine, cloud, blueprint, machine.status(MachineStatus.class).intent(),
            intent -> draft(machine).of(intent).with(c -> c.notLevel("Pending", "it is being made")).status(), failures.hold(machine, failure), belonging.apart(machine)), run);
        return switch (brought.how()) {
            case How.There(CloudObject.Machine object) -> there(brought, cloud, object, run);
            case How.There(var other) -> throw new IllegalStateException("a machine is no " + other.kind().word());
            case How.NotYet notYet -> notYet(brought, cloud, notYet, run);
            case How.Broken(var object, var sentence) when object.phase() instanceof CloudPhase.Failed(var _, var noRoom) && noRoom -> noRoom(brought, cloud, object, sentence, run);
            case How.Broken(var object, var sentence) -> failed(brought, cloud, object, new Readiness.Failed("CloudFailed", sentence, List.of()), run);
            case How.Refused(CloudFailure.NoCapacity full) when full.code().equals(Elsewhere.NO_HOST) -> noPlace(brought.owner(), full.getMessage(), run);
            case How.Refused(var refusal) -> refused(brought, refusal, run);
        };
    }

    private Outcome there(Brought brought, ObservedCloud cloud, CloudObject.Machine object, Run run) {
        var machine = brought.owner();
        var draft = draft(machine).of(brought.intent()).of(object);
        return switch (Readiness.of(machine, brought.intent().orElseThrow(), object, machinery)) {
            case Readiness.Ready() -> {
                ownAddress.ensure(machine, run);
                machinery.write(machine, draft.ready(machinery.now()).with(c -> c.level("machine " + object.id() + " is ready" + flavor(machine, object))).status(), run);
                yield Outcome.LEVEL;
            }
            case Readiness.Off() -> {
                machinery.write(machine, draft.with(c -> c.level("machine " + object.id() + " is powered off, as declared")).status(), run);
                yield Outcome.LEVEL;
            }
            case Readiness.WrongPower() -> {
                var power = machine.spec(MachineSpec.class).off() ? Power.OFF : Power.ON;
                machinery.write(machine, draft.with(c -> c.notLevel("Powering", "it is being powered " + power.name().toLowerCase(java.util.Locale.ROOT))).status(), run);
                run.step("power " + power.name().toLowerCase(java.util.Locale.ROOT) + " " + CloudRef.to(object));
                cloud.power(machine.key(), CloudRef.to(object), power);
                yield Outcome.lookAgain(ObjectPlanner.SOON, "it is being powered " + power.name().toLowerCase(java.util.Locale.ROOT));
            }
            case Readiness.NotYet(var reason, var sentence) -> late(brought) ? failed(brought, cloud, object, tooLate(machine, sentence), run) : waiting(machine, draft, reason, sentence, run);
            case Readiness.Failed failed -> failed(brought, cloud, object, failed, run);
        };
    }

    private Outcome waiting(Resource machine, MachineDraft draft, String reason, String sentence, Run run) {
        machinery.write(machine, draft.with(c -> c.notLevel(reason, sentence)).status(), run);
        return Outcome.lookAgain(ObjectPlanner.pause(machine.status(MachineStatus.class).intent(), machinery.now()), sentence);
    }

    private Outcome notYet(Brought brought, ObservedCloud cloud, How.NotYet notYet, Run run) {
        var machine = brought.owner();
        if (notYet.object().isPresent() && notYet.object().get().phase() instanceof CloudPhase.Pending && late(brought)) {
            return failed(brought, cloud, notYet.object().get(), tooLate(machine, notYet.sentence()), run);
        }
        var draft = draft(machine).of(brought.intent());
        var with = notYet.object().filter(CloudObject.Machine.class::isInstance).map(o -> draft.of((CloudObject.Machine) o)).orElse(draft);
        boolean blocked = notYet.reason().equals(MachineStatus.BLOCKED);
        machinery.write(machine, with.with(c -> {
            c.notLevel(notYet.reason(), notYet.sentence());
            if (blocked) {
                c.state(MachineStatus.BLOCKED, true, machine.status(MachineStatus.class).failure().map(MachineFailure::reason).orElse("Failed"), notYet.sentence());
            }
        }).status(), run);
        return notYet.outcome();
    }

    /// The failure is written down before the machine is removed: should we die between, what is still there is not taken up again.
    private Outcome failed(Brought brought, ObservedCloud cloud, CloudObject object, Readiness.Failed failed, Run run) {
        var noted = failures.note(brought.owner(), cloud, object, failed);
        var owner = machinery.write(brought.owner(), draft(brought.owner()).of(Optional.empty()).failed(noted).with(c -> c.notLevel(failed.reason(), failed.sentence())).status(), run);
        run.step("remove " + CloudRef.to(object) + ", because " + failed.sentence());
        try {
            cloud.remove(owner.key(), CloudRef.to(object));
        } catch (CloudFailure.NotReady later) {
            run.progress(later.getMessage());
        }
        return Outcome.lookAgain(ObjectPlanner.SOON, failed.sentence());
    }

    /// Nothing has failed: there is no place for it now, as when the cloud refuses at once. What the cloud keeps of it uses up quota, and goes.
    private Outcome noRoom(Brought brought, ObservedCloud cloud, CloudObject object, String sentence, Run run) {
        var none = machinery.write(brought.owner(), draft(brought.owner()).of(Optional.empty()).with(c -> c.notLevel(NO_PLACE, sentence)).status(), run);
        run.step("remove " + CloudRef.to(object) + ", for which the cloud had no place");
        try {
            cloud.remove(none.key(), CloudRef.to(object));
        } catch (CloudFailure.NotReady later) {
            run.progress(later.getMessage());
        }
        return noPlace(none, sentence, run);
    }

    /// A machine of another flavor may fit where this one did not, before another zone is tried.
    private Outcome noPlace(Resource machine, String sentence, Run run) {
        var before = flavors.of(machine);
        var next = flavors.next(machine);
        var told = next.map(flavor -> "the cloud has no place for flavor " + before + ", so " + flavor + " is tried: " + sentence).orElse(sentence);
        machinery.write(machine, draft(machine).of(Optional.empty()).with(c -> c.notLevel(next.isPresent() ? NO_PLACE : Elsewhere.NO_HOST, told)).status(), run);
        if (next.isPresent()) {
            run.step("try flavor " + next.get() + ", because the cloud has no place for flavor " + before);
            return Outcome.lookAgain(Duration.ZERO, told);
        }
        return CloudTrouble.outcome(new CloudFailure.NoCapacity(Elsewhere.NO_HOST, sentence, null), sentence);
    }

    private Outcome refused(Brought brought, CloudFailure refusal, Run run) {
        if (!(refusal instanceof CloudFailure.Throttled)) {
            machinery.write(brought.owner(), draft(brought.owner()).of(brought.intent()).with(c -> c.notLevel(refusal.code(), refusal.getMessage())).status(), run);
        }
        return CloudTrouble.outcome(refusal, refusal.getMessage());
    }

    /// Nothing is known of the machine now, and nothing is done to it: an outage of the cloud's API is no outage of its machines.
    private Outcome trouble(Resource machine, CloudFailure failure, Run run) {
        if (!(failure instanceof CloudFailure.Throttled)) {
            machinery.write(machine, draft(machine).with(c -> c.notLevel(failure.code(), failure.getMessage())).status(), run);
        }
        return CloudTrouble.outcome(failure, failure.getMessage());
    }

    private Outcome impossible(Resource machine, String reason, String sentence, Run run) {
        machinery.write(machine, draft(machine).with(c -> c.notLevel(reason, sentence)).status(), run);
        return Outcome.failed(sentence);
    }

    private Outcome lacking(Resource machine, Drawn.Lacking lacking, Run run) {
        machinery.write(machine, draft(machine).with(c -> c.notLevel(lacking.reason(), lacking.sentence())).status(), run);
        return lacking.what().map(what -> Outcome.waitingFor(what, lacking.sentence())).orElseGet(() -> Outcome.retry(lacking.sentence()));
    }

    /// Of those who might have got another one.
    private static String flavor(Resource machine, CloudObject.Machine object) {
        return machine.spec(MachineSpec.class).template().otherFlavors().isEmpty() ? "" : ", of flavor " + object.flavor();
    }

    private boolean late(Brought brought) {
        // A machine that was ready once and is not now, such as after a reboot, is not measured by how long it took to be made.
        var status = brought.owner().status(MachineStatus.class);
        return status.readySince().isEmpty() && brought.intent().map(Intent::asked).filter(asked -> asked.plus(brought.owner().spec(MachineSpec.class).template().readyWithin()).isBefore(machinery.now())).isPresent();
    }

    private static Readiness.Failed tooLate(Resource machine, String sentence) {
        return new Readiness.Failed("NotReadyInTime", "it was not ready within " + machine.spec(MachineSpec.class).template().readyWithin().toSeconds() + " s: " + sentence, List.of());
    }

    private MachineDraft draft(Resource machine) {
        return MachineDraft.of(machine, failures.of(machine), new Conditions(machine.status(), machinery.now()));
    }
}

package dev.plimsoll.api.insight;

import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.UpgradeStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// How a resource stands, from its status and its newest run.
///
/// @param run newest run of it, when one is remembered
record Standing(State state, String reason, String sentence, Instant since, Optional<RunHistory.PastRun> run) {
    private static final Set<Kind> MADE_LEVEL = EnumSet.complementOf(EnumSet.of(Kind.PROJECT, Kind.SECRET, Kind.CONFIG, Kind.ENVIRONMENT, Kind.PLAN, Kind.RELEASE, Kind.FLAVOR));
    private static final Set<String> WAITING = Set.of("WaitingForDependency", "ReferenceNotFound", "PlanNotFound", "ParametersMissing", "TargetNotFound", "NoInstance", "CertificateMissing", "EntryPointUnknown", "IngressMissing", "PrimaryNotFound",
        "WaitingForReference", "WaitingForMachine", "WaitingForManager", "InUse", "Outdated", "NoIssuer", "BudgetSpent", "OrderFailed", "Taken", "WaitingForInstance");
    private static final Set<String> FOR_GOOD = Set.of("RunFailed", "CrashLooping", ComponentStatus.UPDATE_FAILED, "NetworkOutdated", "NameTaken", "NameTooLong",
        "Impossible", MachineStatus.BLOCKED, UpgradeStatus.STOPPED, "FlavorNotFound", "AddressOutside", "AddressOverlaps", "NotSupported", "InvalidRegion", "NoManagers", "InAnotherSwarm",
        "InvalidIssuer", "InvalidZone", "InvalidRegistration", "InvalidAnnouncement", "Redirected", "NotInZone", "AccountRefused", "NotReadable", "NotRevocable");
    /// A registry may have the image in a moment, and is asked again soon; a cloud's images are given.
    private static final String IMAGE_NOT_FOUND = "ImageNotFound";
    private static final Set<Kind> OF_CLOUDS = EnumSet.of(Kind.MACHINE, Kind.POOL);

    static Standing of(Resource resource, RunHistory runs) {
        var run = runs.newest(Optional.of(resource.key()), 1).stream().findFirst();
        var condition = resource.status().condition(Condition.LEVEL);
        var changed = resource.metadata().createdAt();
        if (resource.metadata().deleting()) {
            return new Standing(State.DELETING, condition.filter(c -> !c.holds()).map(Condition::reason).orElse("Removing"),
                condition.filter(c -> !c.holds()).map(Condition::sentence).orElse("it is being removed"), resource.metadata().deletedAt().orElse(changed), run);
        }
        if (!MADE_LEVEL.contains(resource.kind())) {
            return new Standing(State.LEVEL, "Stored", "a " + resource.kind().singular() + " is level when it is stored", changed, run);
        }
        if (condition.isEmpty() || resource.status().observedGeneration() < resource.metadata().generation()) {
            return new Standing(State.PROGRESSING, "NotSeenYet", trouble(run).orElse("declared; not looked at yet"), condition.map(Condition::since).orElse(changed), run);
        }
        var level = condition.get();
        return new Standing(level.holds() ? State.LEVEL : notLevel(resource, level, run), level.reason(), level.sentence() + drained(resource), level.since(), run);
    }

    /// How far a machine is emptied, which makes it no less level.
    private static String drained(Resource resource) {
        return resource.status() instanceof MachineStatus machine ? machine.drain().map(drain -> "; " + drain.told()).orElse("") : "";
    }

    boolean level() {
        return state == State.LEVEL;
    }

    /// What the step under way is at; none when no run is under way.
    Optional<String> progress() {
        return run.filter(r -> r.ending().isEmpty()).map(r -> !r.progress().isEmpty() ? r.progress() : r.steps().isEmpty() ? "" : r.steps().getLast())
            .filter(text -> !text.isEmpty());
    }

    private static State notLevel(Resource resource, Condition level, Optional<RunHistory.PastRun> run) {
        boolean updateFailed = resource.status().condition(ComponentStatus.UPDATE_FAILED).filter(Condition::holds).isPresent();
        boolean noSuchMachine = level.reason().equals(IMAGE_NOT_FOUND) && OF_CLOUDS.contains(resource.kind());
        if (FOR_GOOD.contains(level.reason()) || noSuchMachine || updateFailed && !stillMoving(resource)) {
            return State.FAILED;
        }
        if (WAITING.contains(level.reason())) {
            return State.WAITING;
        }
        return run.flatMap(RunHistory.PastRun::ending).map(e -> e.type() == RunHistory.Type.FAILED_FOR_GOOD ? State.FAILED : State.PROGRESSING).orElse(State.PROGRESSING);
    }

    /// A failed release whose components are not all back at the last level one is still being worked on.
    private static boolean stillMoving(Resource resource) {
        return resource.status() instanceof AssemblyStatus assembly && assembly.levelComponents() < assembly.components();
    }

    /// Why a first look has not written a status: the run's own reason.
    private static Optional<String> trouble(Optional<RunHistory.PastRun> run) {
        return run.flatMap(RunHistory.PastRun::ending).map(RunHistory.Ending::reason).filter(reason -> !reason.isEmpty());
    }
}

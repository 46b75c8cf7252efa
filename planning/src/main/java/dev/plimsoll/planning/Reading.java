package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One seen instance, read against what is known of it: since when it is ready, and whether it counts.
///
/// @param seen       as listed
/// @param current    whether it is of the wanted definition
/// @param readySince since when it is well without a restart; none while it is not
/// @param standing   what it counts as
/// @param trouble    why it failed, for people; empty otherwise
/// @param known      what the status said of it; none when it is seen for the first time
record Reading(SeenInstance seen, boolean current, Optional<Instant> readySince, Standing standing, String trouble,
               Optional<ComponentStatus.Instance> known) {
    /// STABLE: well for the stability window. WARMING: may become so. RESTARTING: the engine is bringing it back after a crash. COMPLETED: ended as
    /// wanted. FAILED: will not become well by itself, or is on its way out.
    enum Standing { STABLE, WARMING, RESTARTING, COMPLETED, FAILED }

    /// State of a stable instance in the status.
    static final String RUNNING = "running";
    private static final String FAILED = "failed";

    /// Restarts by the engine after which a new instance counts as failed during an update.
    static final int CRASHES_THAT_FAIL = 2;
    /// Exit codes of processes that ended by SIGKILL and SIGTERM.
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    static Reading of(SeenInstance seen, boolean current, Optional<ComponentStatus.Instance> known, Context context) {
        var readySince = seen.well() ? Optional.of(known.filter(k -> k.restarts() == seen.restarts()).flatMap(ComponentStatus.Instance::readySince)
            .orElse(context.now)) : Optional.<Instant>empty();
        var trouble = trouble(seen, context);
        return new Reading(seen, current, readySince, standing(seen, readySince, trouble, context), trouble, known);
    }

    private static Standing standing(SeenInstance seen, Optional<Instant> readySince, String trouble, Context context) {
        if (seen.state() == SeenInstance.State.EXITED && context.restart.mayComplete() && seen.exitCode().orElse(-1) == 0) {
            return Standing.COMPLETED;
        }
        if (!trouble.isEmpty()) {
            return Standing.FAILED;
        }
        if (seen.state() == SeenInstance.State.RESTARTING) {
            return Standing.RESTARTING;
        }
        return readySince.filter(since -> !since.plus(context.policy.stability()).isAfter(context.now)).isPresent() ? Standing.STABLE : Standing.WARMING;
    }

    /// Why it will not become well by itself; empty when it may.
    private static String trouble(SeenInstance seen, Context context) {
        return switch (seen.state()) {
            case CREATED -> seen.error().isEmpty() ? "was made but never started" : "cannot start: " + seen.error();
            case PAUSED -> "is paused";
            case REMOVING -> "is being removed";
            case EXITED -> seen.outOfMemory() ? "ran out of memory" : "exited with code " + seen.exitCode().map(Object::toString).orElse("?")
                + (seen.error().isEmpty() ? "" : ": " + seen.error());
            case PENDING, RESTARTING -> "";
            case RUNNING -> seen.health() != SeenInstance.Health.UNHEALTHY ? overdue(seen, context) : "is unhealthy" + (seen.error().isEmpty() ? "" : ": " + seen.error());
        };
    }

    /// A probe has its own time-outs, and knows better since when it has been tried.
    private static String overdue(SeenInstance seen, Context context) {
        return !context.probed && seen.health() == SeenInstance.Health.STARTING
            && seen.startedAt().filter(at -> at.plus(context.policy.deadline()).isBefore(context.now)).isPresent()
            ? "did not become healthy within " + words(context.policy.deadline()) : "";
    }

    /// Whether its process runs and its checks fail.
    boolean ill() {
        return seen.state() == SeenInstance.State.RUNNING && seen.health() == SeenInstance.Health.UNHEALTHY;
    }

    /// Whether it has shown that its definition does not work: failed of its own accord, or crashes again and again. One that somebody stopped or paused or that is
    /// being removed says nothing about its definition. Neither does one that never started: our own crash may have left it half made, or a port was taken; when
    /// the engine refuses to start it, that is counted where it is heard.
    boolean broken() {
        return standing == Standing.FAILED && ofItsOwnAccord() || seen.restarts() >= CRASHES_THAT_FAIL && !done() && !leaving();
    }

    private boolean ofItsOwnAccord() {
        return switch (seen.state()) {
            case EXITED -> !stoppedFromOutside();
            case RUNNING, RESTARTING -> true;
            case PENDING, CREATED, PAUSED, REMOVING -> false;
        };
    }

    /// Whether it looks like one that a person or the end of its engine stopped: asked to (it then ends with 0 or by SIGTERM) or killed. Engines bring back
    /// by themselves what crashes and must run.
    private boolean stoppedFromOutside() {
        return !seen.outOfMemory() && seen.exitCode().filter(code -> code == 0 || code == KILLED || code == TERMINATED).isPresent();
    }

    /// Whose instance it is.
    String component() {
        return seen.stamp().component();
    }

    boolean done() {
        return standing == Standing.STABLE || standing == Standing.COMPLETED;
    }

    /// Whether it is being removed already.
    boolean leaving() {
        return seen.state() == SeenInstance.State.REMOVING;
    }

    /// Whether it does its work, or will soon go on doing it.
    boolean serves() {
        return switch (standing) {
            case STABLE, WARMING, RESTARTING -> !broken();
            case COMPLETED, FAILED -> false;
        };
    }

    /// Whether the last look found it stable, or its failure had been written down already. The words are those of [#word].
    boolean wasStable() {
        return known.filter(k -> k.state().equals(RUNNING)).isPresent();
    }

    boolean failureNoted() {
        return known.filter(k -> k.state().equals(FAILED)).isPresent();
    }

    /// For the status.
    ComponentStatus.Instance told() {
        return new ComponentStatus.Instance(seen.stamp().slot(), seen.id(), seen.name(), seen.stamp().hash(), word(), readySince, seen.restarts(), seen.addresses());
    }

    /// One word on an instance for status tables. `running` also says that it was stable, `failed` that its failure was noted.
    String word() {
        if (broken()) {
            return FAILED;
        }
        return switch (standing) {
            case STABLE -> RUNNING;
            case COMPLETED -> "completed";
            case FAILED -> FAILED;
            case RESTARTING -> "restarting";
            case WARMING -> "starting";
        };
    }

    static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : millis % 1000 == 0 && millis < 120_000 ? millis / 1000 + " s"
            : millis < 120_000 ? String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0) : duration.toMinutes() + " min";
    }

    /// What instances are judged by.
    ///
    /// @param probed whether the control plane probes it
    record Context(UpdatePolicy policy, Restart restart, boolean probed, Instant now) {}
}

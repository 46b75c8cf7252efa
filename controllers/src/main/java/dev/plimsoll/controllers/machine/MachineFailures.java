package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.cloud.Brought.How;
import dev.plimsoll.controllers.cloud.CloudObjects.Hold;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cloud.ObservedCloud;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.machine.MachineFailure;
import dev.plimsoll.planning.BackOff;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What failed machines lead to: growing pauses, and after so many in a row a stop with a reason. Only machines that were there and failed count; a cloud that has no room, or refuses, costs
/// nothing and is asked again.
final class MachineFailures {
    /// One that has been ready for this long was a good one: what failed before it is forgotten.
    static final Duration STEADY = Duration.ofMinutes(5);
    private static final int LINES = 50;
    private static final int LONGEST_LINE = 500;

    private final Machinery machinery;

    MachineFailures(Machinery machinery) {
        this.machinery = machinery;
    }

    /// The last failure, unless it is forgotten: somebody has changed the declaration since, or a machine has been good.
    Optional<MachineFailure> of(Resource machine) {
        var status = machine.status(MachineStatus.class);
        boolean changed = status.observedGeneration() != machine.metadata().generation();
        boolean steady = status.readySince().filter(since -> !since.plus(STEADY).isAfter(machinery.now())).isPresent();
        return changed || steady ? Optional.empty() : status.failure();
    }

    /// Whether Plimsoll has stopped trying.
    static boolean blocked(Resource machine, Optional<MachineFailure> failure) {
        return failure.filter(f -> f.inARow() >= machine.spec(MachineSpec.class).template().tries()).isPresent();
    }

    Hold hold(Resource machine, Optional<MachineFailure> failure) {
        return failure.map(f -> new Hold(closed(machine, f), Optional.of(f.operation()).filter(o -> !o.isEmpty()))).orElse(Hold.NONE);
    }

    private Optional<How.NotYet> closed(Resource machine, MachineFailure failure) {
        if (blocked(machine, Optional.of(failure))) {
            var sentence = failure.inARow() + " machines failed in a row, so no more are made until the declaration changes; the last one: " + failure.sentence();
            return Optional.of(new How.NotYet(Optional.empty(), MachineStatus.BLOCKED, sentence, Outcome.failed(sentence)));
        }
        return new BackOff(failure.inARow(), failure.at()).until().filter(until -> until.isAfter(machinery.now())).map(until -> {
            var sentence = "the last one failed: " + failure.sentence() + "; the next try is after a pause";
            return new How.NotYet(Optional.empty(), "BackOff", sentence, Outcome.lookAgain(Duration.between(machinery.now(), until), sentence));
        });
    }

    /// One more failure, with what the machine wrote last.
    MachineFailure note(Resource machine, ObservedCloud cloud, CloudObject object, Readiness.Failed failed) {
        var lines = failed.lines().isEmpty() ? console(machine, cloud, object) : failed.lines();
        var tame = lines.stream().map(l -> l.replaceAll("\\p{Cntrl}", " ")).map(l -> l.length() > LONGEST_LINE ? l.substring(0, LONGEST_LINE) : l).toList();
        return new MachineFailure(failed.reason(), failed.sentence(), machinery.now(), tame.subList(Math.max(0, tame.size() - LINES), tame.size()), object.stamp().operation(),
            of(machine).map(MachineFailure::inARow).orElse(0) + 1);
    }

    private List<String> console(Resource machine, ObservedCloud cloud, CloudObject object) {
        if (!cloud.facts().abilities().contains(CloudAbility.CONSOLE)) {
            return List.of();
        }
        try {
            return cloud.console(machine.key(), CloudRef.to(object), LINES);
        } catch (CloudFailure nothingToShow) {
            return List.of();
        }
    }
}

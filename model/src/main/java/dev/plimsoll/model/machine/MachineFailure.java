package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.List;

/// How a machine failed, or why none could be made.
///
/// @param reason   stable word, such as NoCapacity, NotReadyInTime, BootFailed, Vanished
/// @param sentence for people, with the cloud's own words
/// @param lines    the last lines of its console or boot log
/// @param operation by which the machine was made, which is not to be taken up again; empty when none was
/// @param inARow   failures since one was last ready; back-off grows with it
public record MachineFailure(@Doc("Stable word.") String reason, @Doc("For people.") String sentence, @Doc("When.") Instant at,
                             @Doc("Last lines of its console or boot log.") List<String> lines, @Doc("By which the machine was made.") String operation, @Doc("In a row.") int inARow) {
    public MachineFailure {
        reason = Values.text(reason);
        sentence = Values.text(sentence);
        at = Values.or(at, Instant.EPOCH);
        lines = Values.list(lines);
        operation = Values.text(operation);
    }
}

package dev.plimsoll.planning.upgrade;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.MachineRole;
import java.util.Optional;

/// A machine of a pool that an upgrade is about.
///
/// @param operation by which it was made; empty while it is not
/// @param current   it is made from what its pool declares now
/// @param serves    it is ready, in its cluster too
/// @param extra     it is there only for as long as others are replaced
/// @param trouble   why Plimsoll has stopped trying to make it
public record Candidate(Key machine, Key pool, MachineRole role, String operation, boolean current, boolean serves, boolean deleting, boolean extra, Optional<Departure> departure,
                        Optional<Drain> drain, Optional<String> trouble) {

    boolean chosenBy(String upgrade) {
        return departure.filter(d -> d.purpose().replaces() && d.by().equals(upgrade)).isPresent();
    }

    boolean chosenByAnother(String upgrade) {
        return departure.filter(d -> d.purpose().replaces() && !d.by().equals(upgrade)).isPresent();
    }
}

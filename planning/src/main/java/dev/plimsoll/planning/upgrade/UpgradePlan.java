package dev.plimsoll.planning.upgrade;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.machine.Departure;
import java.util.List;
import java.util.Optional;

/// What to do for an upgrade, and how it stands.
///
/// @param done     machines that are replaced and serve
/// @param underWay machines that are not, each with what it is at
/// @param blockers what keeps machines from being emptied
/// @param stop     why it does not go on
/// @param chosen   machines to write a departure on
/// @param released machines to take the departure from again
public record UpgradePlan(List<String> done, List<String> underWay, List<String> blockers, Optional<Stop> stop, List<Choice> chosen, List<Key> released) {
    /// @param reason stable word: MachineFailed or DrainBlocked
    public record Stop(String reason, String sentence) {}

    public record Choice(Key machine, Departure departure) {}

    public boolean complete() {
        return underWay.isEmpty();
    }
}

package dev.plimsoll.planning.announcement;

import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How to get from what is there to what is wanted.
///
/// @param changes in order of their keys, what goes after what comes
/// @param taken   keys that are wanted and somebody else's
/// @param others  keys that are not ours
public record AnnouncementPlan(List<KeyChange> changes, List<String> taken, int others) {
    public AnnouncementPlan {
        changes = List.copyOf(changes);
        taken = List.copyOf(taken);
    }

    /// @param tenure whose keys are ours
    /// @param number what wanted keys hang on from now on
    /// @param there  everything below the prefix
    public static AnnouncementPlan of(SortedMap<String, String> wanted, Tenure tenure, long number, Collection<HeldKey> there) {
        Map<String, HeldKey> held = there.stream().collect(Collectors.toMap(HeldKey::key, Function.identity()));
        var changes = new ArrayList<KeyChange>();
        var taken = new ArrayList<String>();
        wanted.forEach((key, value) -> {
            var before = Optional.ofNullable(held.get(key));
            if (before.filter(b -> !tenure.holds(b.tenure())).isPresent()) {
                taken.add(key);
            } else if (before.filter(b -> b.value().equals(value) && b.tenure() == number).isEmpty()) {
                changes.add(new KeyChange.Write(key, value, number, before));
            }
        });
        there.stream().filter(h -> tenure.holds(h.tenure()) && !wanted.containsKey(h.key())).map(KeyChange.Remove::new).forEach(changes::add);
        return new AnnouncementPlan(changes, taken, (int) there.stream().filter(h -> !tenure.holds(h.tenure())).count());
    }

    /// For people: `write 3 keys and remove 1`.
    public String sentence() {
        long removed = changes.stream().filter(KeyChange.Remove.class::isInstance).count();
        long written = changes.size() - removed;
        return (written > 0 ? "write " + keys(written) : "") + (written > 0 && removed > 0 ? " and " : "") + (removed > 0 ? "remove " + (written > 0 ? Long.toString(removed) : keys(removed)) : "");
    }

    /// What is in the way, for people; only where something is taken.
    public String obstacle() {
        return taken.getFirst() + (taken.size() == 1 ? " is" : " and " + (taken.size() - 1) + " more are") + " there already, written by somebody else, and left alone; remove them there, or declare another prefix";
    }

    private static String keys(long count) {
        return count == 1 ? "1 key" : count + " keys";
    }
}

package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/// One entry of the list of controllers: who reconciles which kind, and what makes a key dirty. Two controllers of one kind work side by side;
/// each of them has a key only once at a time.
///
/// @param name       folder, metric label and log field, such as `component.rollout`
/// @param kind       kind of its keys
/// @param watches    further kinds whose changes are looked at; `concerns` says which keys they make dirty. A changed resource of `kind` makes its own key
///                   dirty anyway, unless the change is only the status that its own run wrote
/// @param concerns   from a changed resource to the keys of `kind` to look at; must be cheap and must not block
/// @param workers    keys reconciled at the same time at most
/// @param sweep      how often every key is looked at without cause
/// @param deadline   after which a run is interrupted
/// @param rest       how long a key is left alone after a run, as a multiple of the run's duration: for keys that sum up many others, each of which
///                   makes them dirty. None is 0; never more than [#LONGEST_REST]
/// @param reconciler who does it
public record Controller(String name, Kind kind, Set<Kind> watches, Function<Resource, Set<Key>> concerns, int workers, Duration sweep,
                         Duration deadline, int rest, Reconciler reconciler) {
    /// Longest rest of a key after a run.
    public static final Duration LONGEST_REST = Duration.ofSeconds(2);

    public Controller {
        watches = Set.copyOf(watches);
    }

    /// How long a key is left alone after a run of this duration.
    Duration restAfter(Duration run) {
        var wanted = run.multipliedBy(rest);
        return wanted.compareTo(LONGEST_REST) < 0 ? wanted : LONGEST_REST;
    }
}

package dev.plimsoll.planning.upgrade;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.UpgradeStatus.Old;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.upgrade.UpgradePlan.Choice;
import dev.plimsoll.planning.upgrade.UpgradePlan.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides whom an upgrade chooses next. Pool after pool, managers last: a template that does not work shows on a machine that decides nothing.
public final class UpgradePlanner {
    private static final Comparator<Candidate> ORDER = Comparator.comparing((Candidate c) -> c.role() == MachineRole.MANAGER).thenComparing(c -> c.pool().name())
        .thenComparing(c -> CloudNames.slot(c.pool(), c.machine().name()));

    private final Situation is;
    private final List<String> done = new ArrayList<>();
    private final List<String> underWay = new ArrayList<>();
    private final List<String> blockers = new ArrayList<>();

    private UpgradePlanner(Situation is) {
        this.is = is;
    }

    /// @param name     such as upgrade/summer
    /// @param begun    machines it began with
    /// @param machines all of the pools concerned
    /// @param whole    the pools have as many machines as they declare
    public record Situation(String name, UpgradeSpec spec, List<Old> begun, List<Candidate> machines, boolean whole) {
        public Situation {
            begun = List.copyOf(begun);
            machines = List.copyOf(machines);
        }

        Optional<Candidate> named(String machine) {
            return machines.stream().filter(c -> c.machine().name().equals(machine)).findFirst();
        }
    }

    /// Whom it is about, in the order they are replaced, as they are now. To be remembered before anything is done.
    ///
    /// @param machines those that were named, or all of the pools
    public static List<Old> begin(UpgradeSpec spec, List<Candidate> machines) {
        return machines.stream().filter(c -> !c.extra() && !c.deleting() && (spec.evenCurrent() || !c.current())).sorted(ORDER)
            .map(c -> new Old(c.machine().name(), c.operation())).toList();
    }

    public static UpgradePlan plan(Situation is) {
        return new UpgradePlanner(is).plan();
    }

    private UpgradePlan plan() {
        var todo = new ArrayList<Candidate>();
        var first = Optional.<Key>empty();
        for (var old : is.begun()) {
            var now = is.named(old.machine());
            if (now.isEmpty() ? is.whole() : finished(old, now.get())) {
                done.add(old.machine());
                continue;
            }
            underWay.add(old.machine() + ": " + now.map(c -> standing(old, c)).orElse("its place is being filled"));
            first = first.or(() -> now.map(Candidate::pool));
            now.filter(c -> isOld(old, c) && !c.deleting()).ifPresent(todo::add);
            now.flatMap(Candidate::drain).filter(d -> !d.empty()).ifPresent(d -> d.blockers().forEach(b -> blockers.add(old.machine() + ": " + b)));
        }
        var stop = failed().or(() -> todo.stream().filter(this::stuck).findFirst().map(UpgradePlanner::stuckStop));
        var pool = first;
        var chosen = stop.isPresent() ? List.<Choice>of() : todo.stream().filter(c -> pool.filter(c.pool()::equals).isPresent() && !c.chosenBy(is.name()) && !c.chosenByAnother(is.name()))
            .map(c -> new Choice(c.machine(), departure())).toList();
        return new UpgradePlan(done, underWay, blockers, stop, chosen, released(stop));
    }

    /// Those whose turn has not come are let go when one cannot be emptied. When a new machine fails they are kept: letting them go would take the failed one away, and it would be tried
    /// without end.
    private List<Key> released(Optional<Stop> stop) {
        return stop.filter(s -> s.reason().equals("DrainBlocked")).isEmpty() ? List.of()
            : is.machines().stream().filter(c -> c.chosenBy(is.name()) && c.departure().flatMap(Departure::begun).isEmpty()).map(Candidate::machine).toList();
    }

    private static boolean finished(Old old, Candidate now) {
        return !isOld(old, now) && now.serves() && !now.deleting();
    }

    /// Also one that was healed meanwhile, from the older template.
    private static boolean isOld(Old old, Candidate now) {
        return now.operation().equals(old.operation()) || !now.current();
    }

    private String standing(Old old, Candidate now) {
        if (!isOld(old, now)) {
            return now.trouble().orElse("the new one is being made");
        } else if (now.chosenByAnother(is.name())) {
            return now.departure().map(Departure::by).filter(by -> !by.isEmpty()).orElse("its pool") + " replaces it";
        }
        return now.drain().map(Drain::sentence).filter(s -> !s.isEmpty())
            .orElse(now.deleting() ? "it is being removed" : now.departure().flatMap(Departure::begun).isPresent() ? "it is being emptied" : "its turn has not come");
    }

    /// A new machine that cannot be made, those that are there for a while included.
    private Optional<Stop> failed() {
        return is.machines().stream().filter(c -> c.current() && c.trouble().isPresent()).findFirst().map(c -> new Stop("MachineFailed", c.machine().shortForm() + " cannot be made: "
            + c.trouble().get()));
    }

    private boolean stuck(Candidate now) {
        return now.chosenBy(is.name()) && now.drain().filter(d -> d.overdue() && !d.empty() && (d.isHeld() || now.departure().filter(w -> !w.goOn()).isPresent())).isPresent();
    }

    private static Stop stuckStop(Candidate now) {
        var drain = now.drain().orElseThrow();
        return new Stop("DrainBlocked", now.machine().shortForm() + " is not empty in time: " + (drain.blockers().isEmpty() ? drain.sentence() : String.join("; ", drain.blockers())));
    }

    private Departure departure() {
        var purpose = is.spec().way() == UpgradeSpec.Way.IN_PLACE ? Purpose.REPLACE_IN_PLACE : Purpose.REPLACE;
        return new Departure(purpose, is.spec().drain(), is.spec().onBlocked() == UpgradeSpec.OnBlocked.GO_ON, false, is.spec().batch(), is.name(), Optional.empty());
    }
}

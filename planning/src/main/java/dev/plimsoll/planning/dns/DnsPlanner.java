package dev.plimsoll.planning.dns;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From what a zone holds and what one DnsRecord declares to the steps between.
///
/// @param plane whose marks are ours
/// @param zone  every set in the zone, anybody's
public record DnsPlanner(String plane, List<RecordSet> zone) {
    public DnsPlanner {
        zone = List.copyOf(zone);
    }

    /// @param steps in order; none when everything is as declared
    /// @param taken why it cannot be as declared, when it cannot
    public record Plan(List<DnsStep> steps, Optional<String> taken) {
        public Plan {
            steps = List.copyOf(steps);
        }
    }

    /// For one resource.
    ///
    /// @param wanted none: everything of it goes
    public Plan plan(Key resource, Optional<RecordSet> wanted) {
        var steps = new ArrayList<DnsStep>();
        var sets = new HashMap<String, RecordSet>();
        zone.forEach(set -> sets.put(place(set), set));
        for (var mark : marks()) {
            if (mark.resource().equals(resource) && (wanted.isEmpty() || !mark.marks(wanted.get()))) {
                remove(mark, sets, steps);
            }
        }
        return wanted.isEmpty() ? new Plan(steps, Optional.empty()) : new Plan(steps, bring(resource, wanted.get(), sets, steps));
    }

    /// What carries our mark, and belongs to none of these.
    public List<Mark> strays(java.util.function.Predicate<Key> there) {
        return marks().stream().filter(m -> !there.test(m.resource())).toList();
    }

    /// The steps that remove one marked set.
    public List<DnsStep> removal(Mark mark) {
        var steps = new ArrayList<DnsStep>();
        var sets = new HashMap<String, RecordSet>();
        zone.forEach(set -> sets.put(place(set), set));
        remove(mark, sets, steps);
        return steps;
    }

    /// The marks of our control plane.
    public List<Mark> marks() {
        return zone.stream().flatMap(set -> Mark.read(set).stream()).filter(m -> m.plane().equals(plane)).toList();
    }

    private static void remove(Mark mark, Map<String, RecordSet> sets, List<DnsStep> steps) {
        Optional.ofNullable(sets.get(mark.name() + " " + mark.type())).ifPresent(set -> steps.add(new DnsStep.Remove(set)));
        Optional.ofNullable(sets.get(place(mark.set()))).ifPresent(set -> steps.add(new DnsStep.Remove(set)));
    }

    /// @return why it cannot be
    private Optional<String> bring(Key resource, RecordSet wanted, Map<String, RecordSet> sets, List<DnsStep> steps) {
        var wish = Mark.of(plane, resource, wanted);
        var there = Optional.ofNullable(sets.get(place(wanted)));
        var text = Optional.ofNullable(sets.get(place(wish.set())));
        var mark = text.flatMap(Mark::read);
        if (text.isPresent() && !mark.filter(wish::equals).isPresent()) {
            return Optional.of(wanted + mark.map(m -> m.plane().equals(plane) ? " is declared by " + m.resource().shortForm() + " already" : " belongs to another control plane, as its mark says")
                .orElse(" has a mark that cannot be read, " + text.get().name()));
        }
        if (there.isPresent() && text.isEmpty()) {
            return Optional.of(wanted + " is there already and carries no mark of ours, so it is left as it is; remove it where it was made, or declare another name");
        }
        var beside = zone.stream().filter(set -> set.name().equals(wanted.name()) && set.type() != wanted.type() && (set.type() == RecordType.CNAME || wanted.type() == RecordType.CNAME))
            .filter(set -> steps.stream().noneMatch(s -> s.equals(new DnsStep.Remove(set)))).findFirst();
        if (beside.isPresent()) {
            return Optional.of(wanted + " cannot be beside " + beside.get() + ": a name with a CNAME has nothing else");
        }
        if (text.isEmpty()) {
            steps.add(new DnsStep.Create(wish.set()));
        }
        if (there.isEmpty()) {
            steps.add(new DnsStep.Create(wanted));
        } else if (!there.get().equals(wanted)) {
            steps.add(new DnsStep.Replace(there.get(), wanted));
        }
        return Optional.empty();
    }

    private static String place(RecordSet set) {
        return set.name() + " " + set.type();
    }
}

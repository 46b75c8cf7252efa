package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.UpdatePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the units of a group are made from: the definitions of a primary and its sidekicks, in the order their instances are started. All carry the
/// group's hash instead of their own, so that a change of one is a change of all. A component without sidekicks is a group of one, and keeps its hash.
///
/// @param members     in order of start
/// @param primaryName whose replicas and update policy count
public record GroupDefinition(List<Definition> members, String primaryName) {
    public GroupDefinition {
        members = List.copyOf(members);
    }

    /// @throws InvalidValue when it borrows from somebody
    public static GroupDefinition of(Definition alone) {
        return of(alone, List.of());
    }

    /// @throws InvalidValue when one borrows from somebody outside the group, they wait for each other, or there are more instances than host ports; the
    ///                      message says who
    public static GroupDefinition of(Definition primary, List<Definition> sidekicks) {
        Stream.concat(Stream.of(primary), sidekicks.stream()).forEach(m -> requirePorts(m, primary.spec().replicas()));
        return together(primary, sidekicks);
    }

    /// The same for an engine that makes each member's instances by a service of its own: on more machines than one there are as many host ports as machines, and nobody
    /// says which instances of two services share a machine.
    ///
    /// @throws InvalidValue when one borrows network or volumes, or they wait for each other
    public static GroupDefinition ofServices(Definition primary, List<Definition> sidekicks) {
        Stream.concat(Stream.of(primary), sidekicks.stream()).forEach(m -> borrowings(m.spec()).findFirst().ifPresent(lender -> {
            throw new InvalidValue(m.component() + " uses network or volumes of " + lender + "; in a cluster their instances may run on different machines, so give it its own");
        }));
        return together(primary, sidekicks);
    }

    private static GroupDefinition together(Definition primary, List<Definition> sidekicks) {
        var all = Stream.concat(Stream.of(primary), sidekicks.stream().sorted(Comparator.comparing(Definition::component))).toList();
        var names = all.stream().map(Definition::component).collect(Collectors.toSet());
        all.forEach(m -> borrowings(m.spec()).filter(lender -> !names.contains(lender)).findFirst().ifPresent(lender -> {
            throw new InvalidValue(m.component() + " uses network or volumes of " + lender + ", which does not belong to its group; make one a sidekick of the other");
        }));
        var sorted = sorted(all, names);
        if (sidekicks.isEmpty()) {
            return new GroupDefinition(sorted, primary.component());
        }
        var hashes = new TreeMap<String, String>();
        var uids = new LinkedHashMap<String, String>();
        all.forEach(m -> {
            hashes.put(m.component(), m.hash());
            uids.put(m.component(), m.uid());
        });
        var hash = Fingerprint.of("group", hashes);
        return new GroupDefinition(sorted.stream().map(m -> m.inGroup(hash, uids)).toList(), primary.component());
    }

    private static void requirePorts(Definition member, int replicas) {
        member.spec().ports().stream().filter(port -> port.instances() < replicas).findFirst().ifPresent(port -> {
            int first = port.published().orElseThrow();
            throw new InvalidValue(replicas + " instances of " + member.component() + " cannot share " + (port.instances() == 1 ? "host port " + first
                : "host ports " + first + "-" + (first + port.instances() - 1)) + "; publish a range such as " + first + "-" + (first + replicas - 1) + ":" + port.target()
                + ", or no host port, or scale to " + port.instances());
        });
    }

    /// Who lends comes before who borrows, and what is depended on before who depends; otherwise the primary first and the others by name.
    private static List<Definition> sorted(List<Definition> all, Set<String> names) {
        var left = new ArrayList<>(all);
        var started = new HashSet<String>();
        var sorted = new ArrayList<Definition>();
        while (!left.isEmpty()) {
            var next = left.stream().filter(m -> started.containsAll(awaited(m.spec(), names))).findFirst().orElseThrow(() -> new InvalidValue(
                left.stream().map(Definition::component).collect(Collectors.joining(", ")) + " wait for each other; remove one of their dependencies"));
            left.remove(next);
            started.add(next.component());
            sorted.add(next);
        }
        return sorted;
    }

    private static Set<String> awaited(ComponentSpec spec, Set<String> names) {
        return Stream.concat(borrowings(spec), spec.dependsOn().stream().map(ComponentSpec.Dependency::component)).filter(names::contains).collect(Collectors.toSet());
    }

    private static Stream<String> borrowings(ComponentSpec spec) {
        return Stream.concat(spec.group().networkOf().stream(), spec.group().volumesFrom().stream().map(v -> v.component()));
    }

    public Definition primary() {
        return member(primaryName).orElseThrow();
    }

    public Optional<Definition> member(String component) {
        for (var member : members) {
            if (member.component().equals(component)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /// The hash of each of them.
    public String hash() {
        return members.getFirst().hash();
    }

    int replicas() {
        return primary().spec().replicas();
    }

    UpdatePolicy policy() {
        return primary().spec().update();
    }

    /// How the instances of a member are judged: by its own restart rule and probe, and by the group's policy. One of a former member counts as the primary's.
    Reading.Context context(String component, java.time.Instant now) {
        var spec = member(component).orElseGet(this::primary).spec();
        return new Reading.Context(policy(), spec.restart(), spec.probe().isPresent(), now);
    }

    /// Names of whose network the members use, by member.
    Map<String, String> networkLenders() {
        return members.stream().filter(m -> m.spec().group().networkOf().isPresent())
            .collect(Collectors.toMap(Definition::component, m -> m.spec().group().networkOf().orElseThrow()));
    }
}

package dev.plimsoll.planning;

import dev.plimsoll.planning.Reading.Standing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The instances of one group in one slot that were made together, read as one: as good as the worst of them. For a component without sidekicks that
/// is one instance.
///
/// @param members  in order of start
/// @param current  whether they are of the wanted definition
/// @param standing what they count as together
/// @param trouble  why they failed together, when that is nobody's own failure; empty otherwise
/// @param whole    whether the primary is among them
record Unit(List<Reading> members, boolean current, Standing standing, String trouble, boolean whole) {

    /// Of older definitions: who belonged to it then is not known any more.
    static Unit old(List<Reading> members, GroupDefinition wanted) {
        return new Unit(members, false, worst(members), "", has(members, wanted.primaryName()));
    }

    static Unit current(List<Reading> unordered, GroupDefinition wanted) {
        var members = wanted.members().stream().flatMap(m -> unordered.stream().filter(r -> r.component().equals(m.component()))).toList();
        var trouble = wanted.members().stream().filter(m -> !has(members, m.component())).findFirst().map(m -> "its group lacks " + m.component())
            .or(() -> strandedIn(members, wanted)).orElse("");
        return new Unit(members, true, trouble.isEmpty() ? worst(members) : Standing.FAILED, trouble, has(members, wanted.primaryName()));
    }

    /// A network goes with the process that it was made for: who borrowed it before that process was restarted is cut off, and does not notice. As long as the
    /// lender has not recovered, that it crashes is what counts, or a definition that cannot work would be made anew for ever and never be found out.
    private static Optional<String> strandedIn(List<Reading> members, GroupDefinition wanted) {
        var lenders = wanted.networkLenders();
        return members.stream().filter(m -> lenders.containsKey(m.component())).filter(m -> members.stream().anyMatch(lender ->
                lender.component().equals(lenders.get(m.component())) && lender.standing() == Standing.STABLE && lender.seen().startedAt().flatMap(at -> m.seen().startedAt().map(at::isAfter)).orElse(false)))
            .findFirst().map(m -> lenders.get(m.component()) + " was restarted, and took the network of " + m.component() + " with it");
    }

    private static boolean has(List<Reading> members, String component) {
        return members.stream().anyMatch(m -> m.component().equals(component));
    }

    private static Standing worst(List<Reading> members) {
        for (var bad : List.of(Standing.FAILED, Standing.RESTARTING, Standing.WARMING)) {
            if (members.stream().anyMatch(m -> m.standing() == bad)) {
                return bad;
            }
        }
        return members.stream().allMatch(m -> m.standing() == Standing.COMPLETED) ? Standing.COMPLETED : Standing.STABLE;
    }

    boolean done() {
        return standing == Standing.STABLE || standing == Standing.COMPLETED;
    }

    boolean broken() {
        return members.stream().anyMatch(Reading::broken);
    }

    /// Whether it is known already that it is broken.
    boolean failureNoted() {
        return members.stream().anyMatch(m -> m.broken() && m.failureNoted());
    }

    boolean leaving() {
        return members.stream().allMatch(Reading::leaving);
    }

    boolean partlyLeaving() {
        return members.stream().anyMatch(Reading::leaving);
    }

    /// Whether it does its work, or will soon go on doing it.
    boolean serves() {
        return whole && trouble.isEmpty() && members.stream().allMatch(m -> m.serves() || m.standing() == Standing.COMPLETED) && members.stream().anyMatch(Reading::serves);
    }

    /// Since when all of them are ready.
    Optional<Instant> readySince() {
        return members.stream().flatMap(m -> m.readySince().stream()).max(Comparator.naturalOrder());
    }

    /// Those that failed of themselves.
    List<Reading> failed() {
        return members.stream().filter(m -> m.standing() == Standing.FAILED).toList();
    }

    /// Why this member has to go.
    String why(Reading member) {
        if (!member.trouble().isEmpty()) {
            return member.trouble();
        }
        return !trouble.isEmpty() ? trouble : failed().stream().map(f -> "goes with " + f.seen().name() + ", which " + f.trouble()).collect(Collectors.joining("; "));
    }

    /// What is wrong, for people: which instance, and why.
    String sentence() {
        return !trouble.isEmpty() ? trouble : failed().stream().findFirst().map(f -> f.seen().name() + " " + f.trouble()).orElse("");
    }
}

package dev.plimsoll.model.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A match as alternatives, one of which must hold: each a set of conditions (a plain match or the negation of one) that all hold. This is the form
/// in which two matches can be compared, and in which ingresses without nested conditions can be told.
public final class Alternatives {
    private final int most;

    private Alternatives(int most) {
        this.most = most;
    }

    /// None when there would be more than `most` alternatives: the number can double with each `or` inside an `and`.
    public static Optional<List<Set<Match>>> of(Match match, int most) {
        return new Alternatives(most).of(match, false);
    }

    private Optional<List<Set<Match>>> of(Match match, boolean negated) {
        return switch (match) {
            case Match.And(var parts) -> negated ? sum(parts, true) : product(parts, false);
            case Match.Or(var parts) -> negated ? product(parts, true) : sum(parts, false);
            case Match.Not(var inner) -> of(inner, !negated);
            case Match.Any _ -> Optional.of(negated ? List.of() : List.of(Set.of()));
            case Match.Host _, Match.Path _, Match.Method _, Match.Header _, Match.Query _, Match.Client _ ->
                Optional.of(List.of(Set.of(negated ? new Match.Not(match) : match)));
        };
    }

    private Optional<List<Set<Match>>> sum(List<Match> parts, boolean negated) {
        var all = new LinkedHashSet<Set<Match>>();
        for (var part : parts) {
            var alternatives = of(part, negated);
            if (alternatives.isEmpty() || all.size() + alternatives.get().size() > most) {
                return Optional.empty();
            }
            all.addAll(alternatives.get());
        }
        return Optional.of(List.copyOf(all));
    }

    private Optional<List<Set<Match>>> product(List<Match> parts, boolean negated) {
        List<Set<Match>> all = List.of(Set.of());
        for (var part : parts) {
            var alternatives = of(part, negated);
            if (alternatives.isEmpty() || (long) all.size() * alternatives.get().size() > most) {
                return Optional.empty();
            }
            var longer = new ArrayList<Set<Match>>();
            for (var left : all) {
                for (var right : alternatives.get()) {
                    var both = new LinkedHashSet<>(left);
                    both.addAll(right);
                    longer.add(Set.copyOf(both));
                }
            }
            all = longer;
        }
        return Optional.of(all);
    }
}

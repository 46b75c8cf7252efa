package dev.plimsoll.api.insight;

import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Follows a resource that is not level to the part that is in the way: from the assembly to a component, from there to what that waits for, and so on.
final class Reasons {
    private static final int LONGEST_CHAIN = 20;
    private static final int RUNS = 5;

    private final Mirror mirror;
    private final RunHistory runs;

    Reasons(Mirror mirror, RunHistory runs) {
        this.mirror = mirror;
        this.runs = runs;
    }

    Why why(Resource asked) {
        var standing = Standing.of(asked, runs);
        var chain = new ArrayList<Why.Link>();
        var last = follow(asked, chain);
        var lastStanding = last.map(r -> Standing.of(r, runs));
        var failure = last.flatMap(r -> r.status() instanceof ComponentStatus status && lastStanding.filter(s -> !s.level()).isPresent()
            ? status.lastFailure() : Optional.empty());
        var about = last.map(Resource::key).orElse(asked.key());
        var advice = last.isEmpty() ? List.of("make " + chain.getLast().key() + ", or take the reference to it out of the declaration")
            : Advice.on(about, lastStanding.orElseThrow(), failure);
        return new Why(asked.key().toString(), standing.state(), standing.level(), standing.since(), standing.sentence(), chain,
            failure.map(f -> failure(last.orElseThrow(), f)), runs.newest(Optional.of(about), RUNS).stream().map(RunText::of).toList(), advice);
    }

    /// @return the last part of the chain; none when that does not exist
    private Optional<Resource> follow(Resource asked, List<Why.Link> chain) {
        var seen = new HashSet<Key>();
        var at = asked;
        while (true) {
            seen.add(at.key());
            var standing = Standing.of(at, runs);
            var next = standing.level() || chain.size() >= LONGEST_CHAIN ? Optional.<Key>empty() : waitsFor(at, standing).filter(k -> !seen.contains(k));
            chain.add(new Why.Link(at.key().toString(), standing.reason(), standing.sentence(), standing.since(), next.map(Key::toString)));
            if (next.isEmpty()) {
                return Optional.of(at);
            }
            var found = mirror.get(next.get());
            if (found.isEmpty()) {
                chain.add(new Why.Link(next.get().toString(), "NotFound", next.get().shortForm() + " does not exist in project " + next.get().project(),
                    standing.since(), Optional.empty()));
                return Optional.empty();
            }
            at = found.get();
        }
    }

    private Optional<Key> waitsFor(Resource resource, Standing standing) {
        var named = standing.run().flatMap(RunHistory.PastRun::ending).filter(e -> e.type() == RunHistory.Type.WAITING_FOR).flatMap(RunHistory.Ending::key)
            .filter(key -> !key.equals(resource.key()));
        // An assembly's run names no single component; the worst of them is what is in the way.
        return resource.kind() == Kind.ASSEMBLY ? worst(resource).map(Resource::key).or(() -> named) : named;
    }

    private Optional<Resource> worst(Resource assembly) {
        return mirror.list(Query.of(Kind.COMPONENT).in(assembly.metadata().project()).ownedBy(assembly.asOwner())).stream()
            .map(c -> new Part(c, Standing.of(c, runs))).filter(p -> !p.standing().level())
            .min(Comparator.comparing(Part::rank).thenComparing(p -> p.standing().since())).map(Part::resource);
    }

    private record Part(Resource resource, Standing standing) {
        /// What failed first, then what has trouble, then what merely moves; what only waits is in nobody's way.
        int rank() {
            return switch (standing.state()) {
                case FAILED -> 0;
                case PROGRESSING -> resource.status() instanceof ComponentStatus status && status.lastFailure().isPresent() ? 1 : 2;
                case DELETING -> 3;
                case WAITING -> 4;
                case LEVEL -> 5;
            };
        }
    }

    private static Why.Failure failure(Resource component, ComponentStatus.Failure failure) {
        var instance = component.status(ComponentStatus.class).instances().stream().filter(i -> i.slot() == failure.slot() && i.hash().equals(failure.hash()))
            .map(ComponentStatus.Instance::name).findFirst();
        return new Why.Failure(component.key().toString(), failure.slot(), instance, failure.at(), failure.exitCode(), failure.reason(), failure.sentence(),
            failure.logTail(), failure.inARow());
    }
}

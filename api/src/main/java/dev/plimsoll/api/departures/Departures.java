package dev.plimsoll.api.departures;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Permitted;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.manifest.shape.Amounts;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adding, emptying and removing single machines. Each is one commit; the controllers do the rest.
final class Departures {
    private final VersionedStore store;
    private final Commits commits;
    private final Clock clock;

    Departures(VersionedStore store, Commits commits, Clock clock) {
        this.store = store;
        this.commits = commits;
        this.clock = clock;
    }

    /// @param count how many more
    record Addition(int count) {
        Addition {
            if (count < 1) {
                throw new InvalidValue("count is at least 1");
            }
        }
    }

    /// @param deadline how long it may take; 5m when not given
    /// @param undo     the machine takes part again
    record Emptying(String deadline, boolean undo) {
        Duration within() {
            return deadline == null || deadline.isEmpty() ? Departure.USUAL : Amounts.duration(deadline);
        }
    }

    /// @param deadline how long emptying it may take; what runs there after that is stopped
    /// @param force    whether its cluster survives is not asked
    record Removal(String deadline, boolean force) {
        Duration within() {
            return new Emptying(deadline, false).within();
        }
    }

    Answer add(Exchange exchange) throws Exception {
        var wanted = exchange.json(Addition.class, exchange.limits().document());
        var key = Path.key(exchange, Kind.POOL);
        return commits.repeated(() -> {
            var pool = required(key);
            var spec = pool.spec(PoolSpec.class);
            return Reading.answer(200, commits.commit(List.of(put(pool.withSpec(spec.withCount(spec.count() + wanted.count()))))).getFirst());
        });
    }

    Answer drain(Exchange exchange) throws Exception {
        var wanted = exchange.json(Emptying.class, exchange.limits().document());
        var key = Path.key(exchange, Kind.MACHINE);
        return commits.repeated(() -> {
            var machine = required(key);
            var before = Departure.of(machine.metadata());
            before.filter(d -> d.purpose() != Purpose.DRAIN).ifPresent(d -> {
                throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " is being " + (d.purpose() == Purpose.REMOVE ? "removed" : "replaced by " + (d.by().isEmpty() ? "its pool" : d.by()))).about(key);
            });
            var after = wanted.undo() ? Departure.none(machine.metadata())
                : new Departure(Purpose.DRAIN, wanted.within(), false, false, 1, "", Optional.of(before.flatMap(Departure::begun).orElse(clock.instant()))).on(machine.metadata());
            if (!wanted.undo() && cluster(machine).isEmpty()) {
                throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " is no node of a cluster, so there is nothing to move away from it").about(key).hint("name its pool in a Cluster's pools");
            }
            return Reading.answer(200, after.equals(machine.metadata()) ? machine : commits.commit(List.of(put(machine.withMetadata(after)))).getFirst());
        });
    }

    /// Its pool has one machine fewer, and it is this one: both in one commit.
    Answer remove(Exchange exchange) throws Exception {
        var wanted = exchange.json(Removal.class, exchange.limits().document());
        var key = Path.key(exchange, Kind.MACHINE);
        return commits.repeated(() -> {
            var machine = store.get(key).orElseThrow(() -> absent(key));
            if (machine.metadata().annotations().containsKey(Departure.EXTRA)) {
                throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " is there only while other machines of its pool are replaced, and goes by itself").about(key);
            }
            var pool = machine.metadata().owner().filter(o -> o.kind() == Kind.POOL).map(o -> o.key(key.project())).flatMap(store::get);
            var departure = Departure.of(machine.metadata());
            boolean asked = departure.filter(d -> d.purpose() == Purpose.REMOVE).isPresent();
            if (!wanted.force()) {
                cluster(machine).flatMap(c -> Managers.of(c).againstLosing(machine)).ifPresent(why -> {
                    throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " is a manager and cannot be removed: " + why).about(key).hint("or remove it all the same, and its cluster may stand still: --force");
                });
            }
            var now = new Departure(Purpose.REMOVE, wanted.within(), true, wanted.force(), 1, "", Optional.of(departure.filter(_ -> asked).flatMap(Departure::begun).orElse(clock.instant())));
            var writes = new ArrayList<Write>();
            if (pool.isPresent() && !asked && !pool.get().metadata().deleting()) {
                var spec = pool.get().spec(PoolSpec.class);
                writes.add(put(pool.get().withSpec(spec.withCount(Math.max(0, spec.count() - 1)))));
            }
            var metadata = now.on(machine.metadata());
            writes.add(pool.isPresent() ? put(machine.withMetadata(metadata)) : deletion(machine, metadata));
            commits.commit(writes);
            return Reading.answer(202, store.get(key).orElse(machine));
        });
    }

    private Write deletion(Resource machine, Metadata metadata) {
        return machine.metadata().finalizers().isEmpty() ? new Write.Remove(machine.key(), Write.Expected.revision(machine.metadata().revision()))
            : put(machine.withMetadata(metadata.deleting() ? metadata : metadata.withDeletedAt(clock.instant())));
    }

    private Optional<Resource> cluster(Resource machine) {
        return store.list(Query.of(Kind.CLUSTER).in(machine.metadata().project())).items().stream()
            .filter(c -> !c.metadata().deleting() && machine.metadata().owner().filter(o -> c.spec(ClusterSpec.class).pools().contains(o.name())).isPresent()).findFirst();
    }

    private Resource required(Key key) {
        var found = store.get(key).orElseThrow(() -> absent(key));
        Permitted.change(found);
        return found;
    }

    private static Problem absent(Key key) {
        return Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " does not exist in project " + key.project()).about(key);
    }

    private static Write put(Resource changed) {
        return new Write.Put(changed, Write.Expected.revision(changed.metadata().revision()));
    }
}

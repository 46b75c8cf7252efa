package dev.plimsoll.controllers.upgrade;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.drain.Belonging;
import dev.plimsoll.controllers.pool.Members;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.machine.PoolPlanner;
import dev.plimsoll.planning.upgrade.Candidate;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The machines an upgrade is about.
final class Candidates {
    private final Machinery machinery;
    private final Members members;
    private final Belonging belonging;

    Candidates(Machinery machinery) {
        this.machinery = machinery;
        this.members = new Members(machinery);
        this.belonging = new Belonging(machinery.around().mirror());
    }

    /// @param all   machines of the pools concerned
    /// @param named those of them that the upgrade is about
    /// @param whole the pools have as many machines as they declare
    record Seen(List<Candidate> all, List<Candidate> named, boolean whole) {}

    /// Also those of named machines that are not there at the moment.
    List<Key> pools(Resource upgrade) {
        var spec = upgrade.spec(UpgradeSpec.class);
        var project = upgrade.metadata().project();
        var named = spec.pools().isEmpty() ? spec.cluster().flatMap(name -> machinery.get(new Key(Kind.CLUSTER, project, name))).map(c -> c.spec(ClusterSpec.class).pools()).orElse(List.of()) : spec.pools();
        return !named.isEmpty() ? named.stream().map(name -> new Key(Kind.POOL, project, name)).toList()
            : machinery.around().mirror().list(Query.of(Kind.POOL).in(project)).stream().map(Resource::key).filter(pool -> spec.machines().stream().anyMatch(m -> CloudNames.slot(pool, m) > 0)).toList();
    }

    /// A named machine that follows its own declaration and no pool's.
    static Optional<String> alone(UpgradeSpec spec, List<Key> pools) {
        return spec.machines().stream().filter(m -> pools.stream().noneMatch(pool -> CloudNames.slot(pool, m) > 0)).findFirst();
    }

    /// @return none while a pool or its region is not there
    Optional<Seen> look(Resource upgrade, List<Key> pools) {
        var all = new ArrayList<Candidate>();
        boolean whole = true;
        for (var key : pools) {
            var pool = machinery.get(key);
            var region = pool.flatMap(p -> machinery.get(Machinery.region(p, p.spec(PoolSpec.class).region())));
            if (region.isEmpty()) {
                return Optional.empty();
            }
            var here = of(pool.get(), PoolPlanner.outdated(members.pool(pool.get(), region.get())));
            whole &= here.stream().filter(c -> !c.extra() && c.serves()).count() >= pool.get().spec(PoolSpec.class).count();
            all.addAll(here);
        }
        var names = upgrade.spec(UpgradeSpec.class).machines();
        return Optional.of(new Seen(all, all.stream().filter(c -> names.isEmpty() || names.contains(c.machine().name())).toList(), whole));
    }

    private List<Candidate> of(Resource pool, List<Integer> outdated) {
        var serving = belonging.serving();
        return members.machines(pool).stream().map(m -> {
            var status = m.status(MachineStatus.class);
            return new Candidate(m.key(), pool.key(), m.spec(MachineSpec.class).roleOrStandalone(), status.intent().map(Intent::operation).orElse(""),
                !outdated.contains(CloudNames.slot(pool.key(), m.metadata().name())), serving.test(m), m.metadata().deleting(), Members.extra(m), Departure.of(m.metadata()), status.drain(),
                status.condition(MachineStatus.BLOCKED).filter(Condition::holds).map(Condition::sentence));
        }).toList();
    }
}

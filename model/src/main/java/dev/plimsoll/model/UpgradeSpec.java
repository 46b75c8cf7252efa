package dev.plimsoll.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All machines of some pools, or some machines, brought to what their pools declare, a few at a time. Stops at the first that fails.
public record UpgradeSpec(
    @Doc("Cluster whose pools are upgraded.") Optional<String> cluster,
    @Doc("Pools; those of the cluster when empty.") List<String> pools,
    @Doc("Machines; all of the pools when empty.") List<String> machines,
    @Doc("surge (default): the new machine is ready before the old one goes; in_place: the other way round.") Way way,
    @Doc(value = "Machines at the same time; 1.", otherwise = "1") int batch,
    @Doc("How long a machine may take to be emptied; 5m.") Duration drain,
    @Doc("What to do with a machine that is not empty by then: stop (default) or go_on.") OnBlocked onBlocked,
    @Doc("Machines that are made from what is declared are replaced too.") boolean evenCurrent) implements Spec {

    /// SURGE: one more machine for a while. IN_PLACE: one fewer for a while.
    public enum Way { SURGE, IN_PLACE }

    /// STOP: the upgrade waits, and says who blocks. GO_ON: what still runs there is stopped.
    public enum OnBlocked { STOP, GO_ON }

    public UpgradeSpec {
        cluster = Values.optional(cluster);
        pools = Values.list(pools);
        machines = Values.list(machines);
        way = Values.or(way, Way.SURGE);
        drain = Values.or(drain, Duration.ofMinutes(5));
        onBlocked = Values.or(onBlocked, OnBlocked.STOP);
        cluster.ifPresent(c -> Names.requireLabel("cluster", c));
        pools.forEach(p -> Names.requireLabel("pool", p));
        machines.forEach(m -> Names.requireLabel("machine", m));
        if (cluster.isEmpty() && pools.isEmpty() && machines.isEmpty()) {
            throw new InvalidValue("an upgrade names a cluster, pools or machines");
        }
        if (batch < 1 || drain.isNegative()) {
            throw new InvalidValue("an upgrade takes at least one machine at a time, and its time to drain is not negative");
        }
    }
}

package dev.plimsoll.model;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Machines that are one engine together.
public record ClusterSpec(
    @Doc("swarm (default): one Swarm over all machines of the pools.") EngineType engine,
    @Doc("Pools whose machines are its nodes; at least one has managers.") List<String> pools,
    @Doc("Secrets with registry log-ins (entries registry, user, password), given to every node and kept fresh.") List<String> registries,
    @Doc("Instances are spread anew after a node came back, a few at a time; off unless asked for.") boolean rebalance,
    @Doc("How long a node may be gone before its machine is replaced; 0s never replaces.") Duration replaceAfter) implements Spec {

    /// Annotation with the machine that the cluster is to be recovered from. Taken off when that is done, or is not needed any more.
    public static final String RECOVER_FROM = "dev.plimsoll/recover-from";

    /// SWARM: Docker's Swarm mode.
    public enum EngineType { SWARM }

    public ClusterSpec {
        engine = Values.or(engine, EngineType.SWARM);
        pools = Values.list(pools);
        registries = Values.list(registries);
        replaceAfter = Values.or(replaceAfter, Duration.ZERO);
        pools.forEach(p -> Names.requireLabel("pool", p));
        registries.forEach(r -> Names.requireLabel("secret", r));
        if (pools.isEmpty()) {
            throw new InvalidValue("a cluster is made of pools, and names none");
        }
        if (new HashSet<>(pools).size() < pools.size()) {
            throw new InvalidValue("a pool is named twice in a cluster");
        }
        if (replaceAfter.isNegative()) {
            throw new InvalidValue("replaceAfter cannot be negative");
        }
    }
}

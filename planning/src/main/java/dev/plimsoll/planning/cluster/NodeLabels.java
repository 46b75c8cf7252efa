package dev.plimsoll.planning.cluster;

import java.util.HashMap;
import java.util.Map;

/// Labels that every node carries besides those its machine declares. Constraints may name them, as in `node.labels.plimsoll.role==satellite`.
public final class NodeLabels {
    public static final String MACHINE = "plimsoll.machine";
    public static final String POOL = "plimsoll.pool";
    public static final String ZONE = "plimsoll.zone";
    public static final String ROLE = "plimsoll.role";
    /// By which the machine was made: tells a node from one that an earlier machine of the same name left behind.
    public static final String OPERATION = "plimsoll.operation";

    private NodeLabels() {}

    static Map<String, String> of(Situation.Machine machine) {
        var labels = new HashMap<>(machine.labels());
        labels.put(MACHINE, machine.name());
        labels.put(POOL, machine.pool());
        labels.put(ROLE, machine.role().name().toLowerCase(java.util.Locale.ROOT));
        labels.put(OPERATION, machine.operation());
        if (!machine.zone().isEmpty()) {
            labels.put(ZONE, machine.zone());
        }
        return labels;
    }
}

package dev.plimsoll.model;

import java.util.List;

/// On which machines of a cluster instances may run. One engine alone is one machine, and everything runs there.
///
/// @param everyMachine  one instance on each machine that fits, instead of a number of them
/// @param constraints   all of which a machine must meet, in the engine's words, such as `node.labels.disk==ssd`
/// @param spread        over the values of which labels of machines instances are spread, the most important first, such as `node.labels.zone`
/// @param mostOnMachine instances that one machine may have; 0 is any number
public record Placement(
    @Doc("One instance on each machine that fits, whatever replicas says.") boolean everyMachine,
    @Doc("What a machine must meet, such as node.labels.disk==ssd.") List<String> constraints,
    @Doc("Labels of machines over whose values instances are spread, such as node.labels.zone.") List<String> spread,
    @Doc("Instances one machine may have; 0 is any number.") int mostOnMachine) {
    public static final Placement ANYWHERE = new Placement(false, null, null, 0);

    public Placement {
        constraints = Values.list(constraints);
        spread = Values.list(spread);
        if (mostOnMachine < 0) {
            throw new InvalidValue("instances on one machine are " + mostOnMachine + "; 0 is any number");
        }
    }
}

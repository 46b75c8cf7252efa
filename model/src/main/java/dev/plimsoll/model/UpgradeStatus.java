package dev.plimsoll.model;

import java.util.List;

/// How far an upgrade is. Machines are remembered by the operation they were made by, so that a restart of the control plane does not begin anew.
public record UpgradeStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Machines it began with, and their operations then.") List<Old> begun,
    @Doc("Machines that are done.") List<String> done,
    @Doc("Machines under way, and what each is at.") List<String> underWay,
    @Doc("What stops it, such as who blocks a drain.") List<String> blockers) implements Status {
    /// It has stopped: a new machine failed, or an old one cannot be emptied. It goes on by itself once that is mended; deleting it leaves what is not done as it is.
    public static final String STOPPED = "Stopped";

    public UpgradeStatus {
        conditions = Values.list(conditions);
        begun = Values.list(begun);
        done = Values.list(done);
        underWay = Values.list(underWay);
        blockers = Values.list(blockers);
    }

    /// A machine as it was when the upgrade began.
    public record Old(@Doc("Machine.") String machine, @Doc("Operation it was made by.") String operation) {
        public Old {
            machine = Values.text(machine);
            operation = Values.text(operation);
        }
    }
}

package dev.plimsoll.planning.machine;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.machine.Departure;

/// One thing to do about a pool's machines, as resources: what follows in the cloud is each machine's own affair.
public sealed interface PoolStep {
    Key machine();

    /// What will be done, for people.
    String sentence();

    /// @param extra it is there only for as long as others are replaced
    record Declare(Key machine, MachineSpec spec, boolean extra, String why) implements PoolStep {
        @Override
        public String sentence() {
            return "declare " + machine.shortForm() + ", because " + why;
        }
    }

    /// What changes in place.
    record Adjust(Key machine, MachineSpec spec) implements PoolStep {
        @Override
        public String sentence() {
            return "adjust " + machine.shortForm() + " to its pool";
        }
    }

    /// It is to be emptied before it goes.
    record Empty(Key machine, Departure.Purpose purpose, String why) implements PoolStep {
        @Override
        public String sentence() {
            return "empty " + machine.shortForm() + ", because " + why;
        }
    }

    record Delete(Key machine, String why) implements PoolStep {
        @Override
        public String sentence() {
            return "delete " + machine.shortForm() + ", because " + why;
        }
    }
}

package dev.plimsoll.planning;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import java.time.Duration;

/// One thing to do outside. Says what, on which object, why; carrying it out decides nothing.
public sealed interface Step {
    /// For people: what on which object, and why when that is not plain.
    String sentence();

    /// Whether something is made, changed or taken away: for `+ ~ -` in previews.
    Action action();

    /// Steps of the same lane are done one after the other, lanes at the same time.
    default int lane() {
        return 0;
    }

    /// Whether new instances follow from it, so that what they depend on must be there first.
    default boolean starts() {
        return false;
    }

    enum Action { CREATE, UPDATE, DELETE }

    /// Makes and starts an instance.
    ///
    /// @param replaces whether it takes the place of another one
    record RunInstance(Definition definition, int slot, boolean replaces) implements Step {
        @Override
        public boolean starts() {
            return true;
        }

        @Override
        public String sentence() {
            return (replaces ? "start new " : "start ") + Naming.slot(definition, slot) + " from " + shown(definition);
        }

        @Override
        public Action action() {
            return replaces ? Action.UPDATE : Action.CREATE;
        }

        @Override
        public int lane() {
            return slot;
        }

        private static String shown(Definition definition) {
            return definition.spec().image().isBlank() ? "its build" : definition.spec().image();
        }
    }

    /// Stops and removes an instance.
    ///
    /// @param grace    between asking and killing
    /// @param why      such as `exited with code 1`
    /// @param replaced whether another one takes its place
    record RemoveInstance(SeenInstance instance, Duration grace, String why, boolean replaced) implements Step {
        @Override
        public String sentence() {
            return "remove " + instance.name() + ": " + why;
        }

        @Override
        public Action action() {
            return replaced ? Action.UPDATE : Action.DELETE;
        }

        @Override
        public int lane() {
            return instance.stamp().slot();
        }
    }

    /// Makes a service, whose instances the engine then makes.
    record MakeService(ServiceDefinition service) implements Step {
        @Override
        public boolean starts() {
            return true;
        }

        @Override
        public String sentence() {
            return "make service " + service.name() + ": " + service.count() + " from " + RunInstance.shown(service.each());
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }
    }

    /// Changes a service; the engine replaces its instances where that follows.
    record ChangeService(ServiceDefinition service, SeenService seen) implements Step {
        @Override
        public boolean starts() {
            return true;
        }

        @Override
        public String sentence() {
            return "change service " + service.name() + ": " + service.difference(seen);
        }

        @Override
        public Action action() {
            return Action.UPDATE;
        }
    }

    /// Removes a service with its instances.
    record RemoveService(SeenService seen, String why) implements Step {
        @Override
        public String sentence() {
            return "remove service " + seen.name() + " and its instances: " + why;
        }

        @Override
        public Action action() {
            return Action.DELETE;
        }
    }

    /// Makes a network.
    record MakeNetwork(Part.Network network) implements Step {
        @Override
        public String sentence() {
            return "make network " + network.name();
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }
    }

    /// Makes a volume.
    record MakeVolume(Part.Volume volume) implements Step {
        @Override
        public String sentence() {
            return "make volume " + volume.name();
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }
    }

    /// Removes a network.
    record RemoveNetwork(Inventory.SeenNetwork network, String why) implements Step {
        @Override
        public String sentence() {
            return "remove network " + network.name() + ": " + why;
        }

        @Override
        public Action action() {
            return Action.DELETE;
        }
    }

    /// Removes a volume and the data in it.
    record RemoveVolume(Inventory.SeenVolume volume, String why) implements Step {
        @Override
        public String sentence() {
            return "remove volume " + volume.name() + " and its data: " + why;
        }

        @Override
        public Action action() {
            return Action.DELETE;
        }
    }
}

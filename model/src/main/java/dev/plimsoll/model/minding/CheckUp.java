package dev.plimsoll.model.minding;

import dev.plimsoll.model.outside.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A cluster seen from both sides at about one time: what its managers believe, and what the engines of its machines say. The two differ for moments when
/// nothing is wrong, so that a difference counts only when it lasts.
///
/// @param services ours
/// @param tasks    ours: those that are wanted, and those that were rejected lately
/// @param names    of ours, on each machine that answers them
public record CheckUp(Instant asOf, List<Node> nodes, List<Service> services, List<Task> tasks, List<Names> names) {
    public CheckUp {
        nodes = List.copyOf(nodes);
        services = List.copyOf(services);
        tasks = List.copyOf(tasks);
        names = List.copyOf(names);
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /// What a machine's own engine says. MEMBER: it is part of the cluster. APART: it answers, and is not. SILENT: it does not answer. OUT_OF_REACH: no way leads to it.
    public enum Engine { MEMBER, APART, SILENT, OUT_OF_REACH }

    /// @param id      the cluster's
    /// @param name    the machine's own
    /// @param ready   whether the managers think that it works
    /// @param open    whether it is given new tasks
    /// @param bounced whether it was closed by a remedy of ours, which has yet to open it again
    public record Node(String id, String name, boolean manager, boolean ready, boolean open, boolean bounced, Engine engine) {}

    /// @param replicas     how many instances are meant
    /// @param busy         whether an update is under way or paused
    /// @param everywhere   one on each machine, instead of a number of them
    /// @param welcome      ids of open nodes that meet its constraints
    /// @param loginChanged whether its registry's log-in is another one than it was given
    /// @param filesLeft    whether configs or secrets of former versions of it are there still
    public record Service(String id, String name, Stamp stamp, int replicas, boolean busy, boolean everywhere, Set<String> welcome, boolean loginChanged, boolean filesLeft) {
        public Service {
            welcome = Set.copyOf(welcome);
        }
    }

    /// ASSIGNED: its node has not begun with it.
    public enum Phase { ASSIGNED, PREPARING, RUNNING, REJECTED }

    /// What the machine's engine says of the task's container.
    public enum Presence { THERE, MISSING, UNKNOWN }

    /// @param service id
    /// @param node    id; empty while it has none
    /// @param since   when it came into its phase
    /// @param error   the engine's words; empty when there are none
    public record Task(String name, String service, String node, Phase phase, Instant since, Presence container, String error) {}

    /// Which addresses one machine answers for the name of a service in one of our networks.
    ///
    /// @param node     id
    /// @param service  id
    /// @param answered addresses
    /// @param living   those that the managers gave to what runs now
    public record Names(String node, String network, String service, Set<String> answered, Set<String> living) {
        public Names {
            answered = Set.copyOf(answered);
            living = Set.copyOf(living);
        }
    }
}

package dev.plimsoll.planning.drain;

import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.Drain.State;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.Occupant.Update;
import dev.plimsoll.model.swarm.Quorum;
import dev.plimsoll.model.swarm.SwarmState.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Decides the next step with a machine that is to be emptied.
///
/// A Swarm's own drain ends tasks at once and starts others then. So the node is only closed first, and each service that starts the new before it ends the old is renewed, which leaves none of its tasks here;
/// only what is left then is drained.
public final class DrainPlanner {
    private final Situation is;
    private final Node node;

    private DrainPlanner(Situation is, Node node) {
        this.is = is;
        this.node = node;
    }

    /// @param departure   begun
    /// @param deleting    the machine is on its way out, and its node with it
    /// @param node        none: it is no node
    /// @param occupants   what runs there; not asked of one that is down
    /// @param quorum      of the swarm
    /// @param leavingToo  another manager that leaves before this one may
    /// @param open        another machine that is to be emptied as well, and still gets what is started anew
    public record Situation(Departure departure, boolean deleting, Optional<Node> node, List<Occupant> occupants, Quorum quorum, Optional<String> leavingToo, Optional<String> open, Instant now) {
        public Situation {
            occupants = List.copyOf(occupants);
        }

        boolean leaves() {
            return deleting || departure.purpose() != Purpose.DRAIN;
        }

        boolean overdue() {
            return departure.overdue(now);
        }
    }

    /// What a machine's node is to be while it is emptied so far.
    public static Availability availability(Optional<Drain> drain) {
        return drain.map(d -> d.state() == State.MOVING ? Availability.PAUSED : Availability.DRAINED).orElse(Availability.ACTIVE);
    }

    public static DrainPlan plan(Situation is) {
        // One that is not deleted may still become a node.
        return is.node().map(node -> new DrainPlanner(is, node).node())
            .orElseGet(() -> new DrainPlan(new Drain(is.deleting() ? State.OUT : State.EMPTY, since(is), false, "", "it is no node of its cluster", List.of()), Optional.empty()));
    }

    private DrainPlan node() {
        var against = is.leaves() && node.spec().role() == Role.MANAGER && node.manages() && !is.departure().forced() ? is.quorum().againstLosing(node.reachable()) : Optional.<String>empty();
        if (against.isPresent()) {
            return new DrainPlan(new Drain(State.MOVING, since(is), is.overdue(), "QuorumGuarded", "it is a manager that the others cannot do without", List.of(against.get())), Optional.empty());
        }
        return !node.ready() ? dead() : is.occupants().isEmpty() && idle() ? empty("nothing runs there") : alive();
    }

    /// It gets nothing more; what stays is drained besides, so that it says so itself.
    private boolean idle() {
        return node.spec().availability() == Availability.DRAINED || is.deleting() && node.spec().availability() == Availability.PAUSED;
    }

    private DrainPlan dead() {
        var gone = "it does not answer, and what ran there runs elsewhere";
        return node.spec().availability() != Availability.DRAINED && !is.leaves() ? close(State.EMPTYING, Availability.DRAINED, gone) : empty(gone);
    }

    private DrainPlan alive() {
        boolean waits = !(is.overdue() && (is.departure().goOn() || is.deleting()));
        var movable = is.occupants().stream().filter(Occupant::movable).toList();
        if (node.spec().availability() == Availability.ACTIVE) {
            return close(State.MOVING, Availability.PAUSED, "it gets nothing new");
        } else if (node.spec().availability() == Availability.PAUSED && !movable.isEmpty() && waits) {
            return move(movable);
        } else if (node.spec().availability() == Availability.PAUSED) {
            return close(State.EMPTYING, Availability.DRAINED, is.occupants().isEmpty() ? "nothing runs there" : count(is.occupants()) + " stopped there");
        }
        return told(State.EMPTYING, count(is.occupants()) + " stopped there", is.occupants(), Optional.empty());
    }

    /// One service at a time, and only when all that are emptied together are closed: what is renewed before would move to the next of them, and from there to the next. What failed is left to whoever watches over
    /// the service.
    private DrainPlan move(List<Occupant> movable) {
        if (is.open().isPresent()) {
            return told(State.MOVING, count(movable) + " moved elsewhere when " + is.open().get() + ", which is emptied too, gets nothing new", movable, Optional.empty());
        }
        boolean busy = movable.stream().anyMatch(o -> o.update() == Update.UNDER_WAY);
        var next = busy ? Optional.<Occupant>empty() : movable.stream().filter(o -> o.update() == Update.NONE).findFirst();
        return told(State.MOVING, count(movable) + " moved elsewhere", movable,
            next.map(o -> new DrainStep.Renew(o.service(), "start " + o.name() + " and its like anew elsewhere, before " + node.hostname() + " is emptied")));
    }

    private DrainPlan empty(String why) {
        if (!is.deleting()) {
            return new DrainPlan(new Drain(State.EMPTY, since(is), false, "", why, List.of()), Optional.empty());
        }
        if (node.spec().role() == Role.WORKER && node.manages()) {
            return new DrainPlan(new Drain(State.LEAVING, since(is), false, "", "it becomes a worker before it leaves its cluster", List.of()), Optional.empty());
        }
        if (node.spec().role() == Role.WORKER) {
            return new DrainPlan(new Drain(State.LEAVING, since(is), false, "", "it leaves its cluster", List.of()), Optional.of(new DrainStep.Remove(node.id(), "take " + node.hostname() + " out of its cluster")));
        }
        if (is.leavingToo().isPresent()) {
            return new DrainPlan(new Drain(State.EMPTY, since(is), false, "", "managers leave one after the other: " + is.leavingToo().get() + " comes first", List.of()), Optional.empty());
        }
        return new DrainPlan(new Drain(State.LEAVING, since(is), false, "", "it becomes a worker before it leaves its cluster", List.of()),
            Optional.of(new DrainStep.Change(node.id(), node.spec().withRole(Role.WORKER), "make a worker of " + node.hostname() + ", because it leaves")));
    }

    private DrainPlan close(State state, Availability availability, String sentence) {
        var step = new DrainStep.Change(node.id(), node.spec().withAvailability(availability), (availability == Availability.PAUSED ? "close " : "drain ") + node.hostname());
        return told(state, sentence, is.occupants(), Optional.of(step));
    }

    private DrainPlan told(State state, String sentence, List<Occupant> occupants, Optional<DrainStep> step) {
        // Who is merely on the way out is nobody to look after; who waits for something is, and after its time everybody.
        Predicate<Occupant> blocks = o -> is.overdue() || !o.why().isEmpty() || o.update() == Update.FAILED;
        var blockers = occupants.stream().filter(blocks).map(o -> o.name() + ": " + reason(o)).toList();
        return new DrainPlan(new Drain(state, since(is), is.overdue(), "", sentence, blockers), step);
    }

    private static String reason(Occupant occupant) {
        return switch (occupant.update()) {
            case FAILED -> "its replacement elsewhere failed" + (occupant.why().isEmpty() ? "" : ": " + occupant.why());
            case UNDER_WAY -> occupant.why().isEmpty() ? "its replacement elsewhere does not run yet" : "its replacement waits: " + occupant.why();
            case NONE -> occupant.why().isEmpty() ? "it runs there still" : occupant.why();
        };
    }

    private static String count(List<Occupant> occupants) {
        return occupants.size() == 1 ? "1 instance is" : occupants.size() + " instances are";
    }

    private static Instant since(Situation is) {
        return is.departure().begun().orElse(is.now());
    }
}

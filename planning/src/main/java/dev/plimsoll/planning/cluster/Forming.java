package dev.plimsoll.planning.cluster;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.Quorum;
import dev.plimsoll.planning.cluster.Situation.Machine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides what to do about a swarm that nobody leads: it is not formed yet, its managers are out of reach, most of them are lost, or nobody is left who knew its state.
///
/// The machine it is formed on is written down first. Only that one is asked again after a crash, so that there are never two swarms.
final class Forming {
    private static final Duration CERTAIN = Duration.ofMinutes(10);

    private Forming() {}

    static ClusterPlan plan(Situation is) {
        var managers = candidates(is).toList();
        var answering = is.state().answeringManagers();
        if (!answering.isEmpty()) {
            return ClusterPlan.held("QuorumLost", lost(is, answering));
        }
        return formed(is) ? unled(is, managers) : form(is, managers, "");
    }

    private static boolean formed(Situation is) {
        return !is.before().id().isEmpty();
    }

    private static Stream<Machine> candidates(Situation is) {
        return is.machines().stream().filter(m -> m.manager() && m.ready() && !m.leaving()).sorted(Comparator.comparing(Machine::name));
    }

    private static ClusterPlan form(Situation is, List<Machine> managers, String why) {
        var chosen = managers.stream().filter(m -> m.operation().equals(is.before().former())).findFirst();
        if (chosen.isEmpty() && is.machines().stream().anyMatch(m -> !m.operation().isEmpty() && m.operation().equals(is.before().former()))) {
            return ClusterPlan.held("Forming", "the machine that the swarm is being formed on is not ready");
        }
        var first = chosen.or(() -> managers.stream().filter(m -> is.state().member(m.name()) instanceof Membership.Outside).findFirst());
        if (first.isEmpty()) {
            return strays(is, managers).orElseGet(() -> ClusterPlan.held("WaitingForManager", waiting(is, managers)));
        }
        return switch (is.state().member(first.get().name())) {
            case Membership.Outside _ -> ClusterPlan.of(new ClusterStep.Form(first.get().name(), first.get().operation(), why));
            case Membership.Silent(var silence) -> ClusterPlan.held("Forming", "the swarm is being formed on " + first.get().name() + ", which does not answer: " + silence);
            case Membership.Inside _ -> strays(is, List.of(first.get())).orElseGet(() -> ClusterPlan.held("InAnotherSwarm", "machine " + first.get().name() + " is a worker of another swarm; let it leave that one (docker swarm leave)"));
        };
    }

    /// Machines that are still nodes of the swarm that is lost have to leave it first.
    private static Optional<ClusterPlan> strays(Situation is, List<Machine> machines) {
        var nodes = new Nodes(is);
        List<ClusterStep> steps = machines.stream().filter(m -> is.state().member(m.name()) instanceof Membership.Inside(var id, var _) && nodes.stray(m, id))
            .<ClusterStep>map(m -> new ClusterStep.Leave(m.name(), "no manager of its swarm is left")).toList();
        return steps.isEmpty() ? Optional.empty() : Optional.of(new ClusterPlan(steps, Optional.empty(), false));
    }

    private static String waiting(Situation is, List<Machine> managers) {
        var silent = managers.stream().filter(m -> is.state().member(m.name()) instanceof Membership.Silent).findFirst();
        return silent.map(m -> "manager machine " + m.name() + " does not answer: " + ((Membership.Silent) is.state().member(m.name())).why())
            .orElseGet(() -> managers.isEmpty() ? "no manager machine is ready yet" : "every manager machine is in another swarm; let one leave it (docker swarm leave)");
    }

    /// No manager answers. When none of the machines that had the swarm's state has it any more, nobody ever will.
    private static ClusterPlan unled(Situation is, List<Machine> managers) {
        var left = is.before().managers().stream().filter(n -> is.machines().stream().anyMatch(m -> m.operation().equals(n.operation()) && mayKeep(is, m, n))).map(ClusterStatus.Node::machine).toList();
        if (!left.isEmpty()) {
            return ClusterPlan.held("Unreachable", "no manager answers, of " + String.join(", ", left) + "; it goes on when most of them do");
        }
        return form(is, managers, " anew, because no machine is left that knew its state");
    }

    /// An engine that starts says that it is a node before it says that it is a manager, so that one which is none has to say so for a while: its demotion was the last thing that was done.
    private static boolean mayKeep(Situation is, Machine machine, ClusterStatus.Node node) {
        return switch (is.state().member(machine.name())) {
            case Membership.Silent _ -> true;
            case Membership.Outside _ -> false;
            case Membership.Inside(var _, var manager) -> manager || !node.state().equals(ClusterStatus.Node.UNKNOWN) || node.since().plus(CERTAIN).isAfter(is.now());
        };
    }

    private static String lost(Situation is, List<String> answering) {
        int managers = Math.max(answering.size(), is.before().managers().size());
        var quorum = new Quorum(managers, answering.size());
        return answering.size() + " of " + managers + " managers answer, and " + quorum.majority() + " must agree to any change; what runs goes on. Bring another manager back; if none can be, recover from one that answers: "
            + "plimsoll cluster recover " + is.name() + " --from " + answering.getFirst() + " --yes";
    }
}

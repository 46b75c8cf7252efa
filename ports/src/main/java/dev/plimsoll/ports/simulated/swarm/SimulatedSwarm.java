package dev.plimsoll.ports.simulated.swarm;

import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.simulated.swarm.SimulatedNodes.Entry;
import dev.plimsoll.ports.simulated.swarm.SimulatedSwarms.Seat;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A swarm, seen through some machines.
final class SimulatedSwarm implements Swarm {
    private final SimulatedSwarms world;
    /// By name, in order of names.
    private final Map<String, Member> members;

    SimulatedSwarm(SimulatedSwarms world, List<Member> members) {
        this.world = world;
        this.members = members.stream().collect(Collectors.toMap(Member::name, Function.identity(), (one, _) -> one, TreeMap::new));
    }

    @Override
    public SwarmState look() {
        synchronized (world) {
            var memberships = members.values().stream().collect(Collectors.toMap(Member::name, this::membership));
            acting().ifPresent(swarm -> world.work(swarm).settle(answers(swarm)));
            return acting().map(swarm -> new SwarmState(swarm, true, world.nodes(swarm).seen(answers(swarm)), memberships))
                .orElseGet(() -> new SwarmState("", false, List.of(), memberships));
        }
    }

    @Override
    public void form(String machine) {
        act("form a swarm on " + machine, () -> {
            var member = answering(machine);
            if (world.seat(member.operation()).isEmpty()) {
                sit(member, world.newId(), new NodeSpec(Role.MANAGER, Availability.ACTIVE, Map.of()));
            }
        });
    }

    @Override
    public void join(String machine, Role role) {
        var doing = "let " + machine + " join the swarm";
        act(doing, () -> {
            var member = answering(machine);
            var swarm = required(doing);
            var seat = world.seat(member.operation());
            if (seat.filter(s -> !s.swarm().equals(swarm) || !world.nodes(swarm).entries.containsKey(s.node())).isPresent()) {
                throw new EngineFailure.Rejected("InAnotherSwarm", "cannot " + doing + ": it is in another one; let it leave that first", null);
            }
            if (seat.isEmpty()) {
                sit(member, swarm, new NodeSpec(role, Availability.PAUSED, Map.of()));
            }
        });
    }

    @Override
    public void change(String node, NodeSpec spec) {
        var doing = "change node " + node;
        act(doing, () -> entry(node, doing).change(node, spec));
    }

    @Override
    public void remove(String node) {
        var doing = "remove node " + node;
        act(doing, () -> {
            var nodes = world.nodes(required(doing));
            var entry = nodes.entries.get(node);
            if (entry == null) {
                return;
            }
            if (entry.spec().role() == Role.MANAGER) {
                throw new EngineFailure.Rejected("IsManager", "cannot " + doing + ": " + entry.hostname() + " is a manager; demote it first", null);
            }
            if (world.answers(entry.operation()) && members.values().stream().anyMatch(m -> m.operation().equals(entry.operation()))
                && world.seat(entry.operation()).filter(s -> s.node().equals(node)).isPresent()) {
                world.stand(entry.operation());
            }
            nodes.entries.remove(node);
        });
    }

    @Override
    public void leave(String machine) {
        act("let " + machine + " leave its swarm", () -> world.stand(answering(machine).operation()));
    }

    @Override
    public void recover(String machine) {
        var doing = "recover the swarm from " + machine;
        act(doing, () -> {
            var member = answering(machine);
            var seat = world.seat(member.operation()).filter(s -> manages(s));
            if (seat.isEmpty()) {
                throw new EngineFailure.Rejected("NoManager", "cannot " + doing + ": it does not answer as a manager, so it does not have the swarm's state", null);
            }
            var nodes = world.nodes(seat.get().swarm());
            for (var other : nodes.managers()) {
                if (!other.equals(seat.get().node())) {
                    var operation = nodes.entries.get(other).operation();
                    if (world.answers(operation)) {
                        world.stand(operation);
                    }
                    nodes.entries.remove(other);
                }
            }
        });
    }

    @Override
    public List<Occupant> occupants(String node) {
        var doing = "list the tasks of node " + node;
        return world.call(doing, () -> {
            var swarm = required(doing);
            world.work(swarm).settle(answers(swarm));
            return world.work(swarm).on(node);
        });
    }

    @Override
    public void renew(String service) {
        act("start the tasks of service " + service + " anew", () -> world.work(required("renew " + service)).renew(service));
    }

    @Override
    public void close() {}

    private void act(String doing, Runnable act) {
        world.call(doing, () -> {
            act.run();
            return true;
        });
    }

    private void sit(Member member, String swarm, NodeSpec spec) {
        var node = world.newId();
        world.nodes(swarm).entries.put(node, new Entry(member.operation(), member.name(), member.address(), spec));
        world.sit(member.operation(), new Seat(swarm, node));
    }

    private Member answering(String machine) {
        var member = Optional.ofNullable(members.get(machine)).orElseThrow(() -> new EngineFailure.Absent("MachineNotFound", "no engine is known of machine " + machine, null));
        if (!world.answers(member.operation())) {
            throw new EngineFailure.Unreachable("EngineUnreachable", "machine " + machine + " does not answer", null);
        }
        return member;
    }

    private SimulatedNodes entry(String node, String doing) {
        var nodes = world.nodes(required(doing));
        if (!nodes.entries.containsKey(node)) {
            throw new EngineFailure.Absent("NodeNotFound", "cannot " + doing + ": node " + node + " not found", null);
        }
        return nodes;
    }

    private String required(String doing) {
        return acting().orElseThrow(() -> members.values().stream().anyMatch(m -> membership(m).manages())
            ? new EngineFailure.Unreachable("QuorumLost", "cannot " + doing + ": managers answer, and none of them can act, because most of the managers are lost", null)
            : new EngineFailure.Absent("NotFormed", "cannot " + doing + ": no machine that answers is a manager", null));
    }

    /// A swarm that one of our machines manages and that is led.
    private Optional<String> acting() {
        return members.values().stream().filter(m -> membership(m).manages()).map(m -> world.seat(m.operation()).orElseThrow())
            .filter(s -> world.nodes(s.swarm()).entries.containsKey(s.node())).map(Seat::swarm).filter(s -> world.nodes(s).led(answers(s))).findFirst();
    }

    private Membership membership(Member member) {
        return !world.answers(member.operation()) ? new Membership.Silent("it does not answer")
            : world.seat(member.operation()).<Membership>map(s -> new Membership.Inside(s.node(), manages(s))).orElse(Membership.OUTSIDE);
    }

    private boolean manages(Seat seat) {
        return Optional.ofNullable(world.nodes(seat.swarm()).entries.get(seat.node())).filter(e -> e.spec().role() == Role.MANAGER).isPresent();
    }

    private Predicate<String> answers(String swarm) {
        var entries = world.nodes(swarm).entries;
        return node -> world.answers(entries.get(node).operation()) && world.seat(entries.get(node).operation()).equals(Optional.of(new Seat(swarm, node)));
    }
}

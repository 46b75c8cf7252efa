package dev.plimsoll.controllers.cluster;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.ports.EngineFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Dissolves a deleted cluster: nothing may run on it any more, then every machine that answers leaves, workers first. Machines that do not answer are no reason to wait: they are
/// nobody's node once the cluster is gone, and leave when they join another one. Machines that are deleted as well are none either: nothing remains that they could leave behind.
final class ClusterRemoval {
    private final Machinery machinery;
    private final Clusters clusters;

    ClusterRemoval(Machinery machinery, Clusters clusters) {
        this.machinery = machinery;
        this.clusters = clusters;
    }

    Outcome reconcile(Resource cluster, Run run) throws InterruptedException {
        var users = users(cluster);
        if (!users.isEmpty()) {
            var sentence = (users.size() == 1 ? "1 assembly still names it: " : users.size() + " assemblies still name it: ") + users.stream().limit(3).map(Key::shortForm).reduce((a, b) -> a + ", " + b).orElseThrow() + "; delete them, or move them elsewhere";
            tell(cluster, "InUse", sentence, run);
            return Outcome.waitingFor(users.getFirst(), sentence);
        }
        var machines = clusters.machines(cluster);
        if (!Clusters.members(machines).isEmpty()) {
            try (var _ = clusters.alone(cluster.key())) {
                leave(cluster, machines, run);
            } catch (EngineFailure failure) {
                tell(cluster, failure.code(), "cannot be dissolved: " + failure.getMessage(), run);
                return Outcome.retry(failure.getMessage());
            }
        }
        clusters.forget(cluster.key());
        machinery.remove(cluster, run);
        return Outcome.LEVEL;
    }

    private void leave(Resource cluster, List<Resource> machines, Run run) throws InterruptedException {
        var staying = machines.stream().filter(m -> !m.metadata().deleting()).map(m -> m.metadata().name()).collect(Collectors.toSet());
        if (staying.isEmpty()) {
            return;
        }
        var swarm = clusters.swarm(cluster, machines);
        var known = cluster.status(ClusterStatus.class).nodes().stream().map(ClusterStatus.Node::id).collect(Collectors.toSet());
        var state = swarm.look();
        state.nodes().forEach(node -> known.add(node.id()));
        var leaving = state.members().entrySet().stream().filter(m -> staying.contains(m.getKey()) && m.getValue() instanceof Membership.Inside(var node, var _) && known.contains(node))
            .sorted(Map.Entry.comparingByKey()).collect(Collectors.partitioningBy(m -> m.getValue().manages(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        leaving.get(false).forEach(machine -> run.step(letting(machine)));
        machinery.around().lanes().each(leaving.get(false), swarm::leave);
        leaving.get(true).forEach(machine -> {
            run.step(letting(machine));
            swarm.leave(machine);
        });
    }

    private static String letting(String machine) {
        return "let " + machine + " leave the swarm";
    }

    private List<Key> users(Resource cluster) {
        return Clusters.assemblies(machinery.around().mirror(), cluster).stream().map(Resource::key).toList();
    }

    private void tell(Resource cluster, String reason, String sentence, Run run) {
        var before = cluster.status(ClusterStatus.class);
        var conditions = new Conditions(before, machinery.now()).notLevel(reason, sentence);
        // That it is formed is still so: what runs on it can only be taken away through it.
        before.conditions().stream().filter(c -> !c.type().equals(Condition.LEVEL)).forEach(c -> conditions.state(c.type(), c.holds(), c.reason(), c.sentence()));
        machinery.write(cluster, new ClusterStatus(cluster.metadata().generation(), conditions.list(), before.id(), before.former(), before.nodes()), run);
    }
}

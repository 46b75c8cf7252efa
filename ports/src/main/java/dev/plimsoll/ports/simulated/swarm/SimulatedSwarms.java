package dev.plimsoll.ports.simulated.swarm;

import dev.plimsoll.model.Key;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// All swarms of a simulated world. All access under its own lock.
public final class SimulatedSwarms implements Swarms {
    private final Random random;
    private final Predicate<String> running;
    private final Map<String, Seat> seats = new HashMap<>();
    private final Map<String, SimulatedNodes> swarms = new HashMap<>();
    private final Map<String, SimulatedWork> work = new HashMap<>();
    private final Set<String> mute = new HashSet<>();
    private double faultRate;

    /// @param running whether the machine made by an operation is on
    public SimulatedSwarms(long seed, Predicate<String> running) {
        this.random = new Random(seed);
        this.running = running;
    }

    /// Which node of which swarm an engine takes itself for.
    record Seat(String swarm, String node) {}

    @Override
    public Swarm open(Key cluster, List<Member> members) {
        return new SimulatedSwarm(this, members);
    }

    /// From now on calls go wrong with that probability: lost on their way there, or on their way back.
    public synchronized void faults(double probability) {
        faultRate = probability;
    }

    /// The engine of a machine falls silent though the machine runs, or answers again.
    public synchronized void silence(String operation, boolean on) {
        if (on) {
            mute.add(operation);
        } else {
            mute.remove(operation);
        }
    }

    /// From now on every swarm there is runs this service.
    ///
    /// @param movable it starts the new before it ends the old
    public synchronized void run(String service, int replicas, boolean movable) {
        swarms.keySet().forEach(swarm -> work(swarm).run(service, replicas, movable));
    }

    /// How often a task of a service was ended by a drain or a leave before another ran.
    public synchronized int interrupted(String service) {
        return work.values().stream().mapToInt(w -> w.interrupted(service)).sum();
    }

    /// Tasks of a service that run nowhere.
    public synchronized int waiting(String service) {
        return work.values().stream().mapToInt(w -> w.waiting(service)).sum();
    }

    /// How many swarms there are, those nobody leads any more included.
    public synchronized int swarms() {
        return (int) seats.values().stream().map(Seat::swarm).distinct().count();
    }

    /// Whether the engine of the machine made by this operation does.
    boolean answers(String operation) {
        return !mute.contains(operation) && running.test(operation);
    }

    /// A machine's seat goes with the machine, but not while it is only powered off; seats of operations nobody asks for do no harm.
    Optional<Seat> seat(String operation) {
        return Optional.ofNullable(seats.get(operation));
    }

    void sit(String operation, Seat seat) {
        seats.put(operation, seat);
    }

    void stand(String operation) {
        seats.remove(operation);
    }

    SimulatedNodes nodes(String swarm) {
        return swarms.computeIfAbsent(swarm, _ -> new SimulatedNodes());
    }

    SimulatedWork work(String swarm) {
        return work.computeIfAbsent(swarm, _ -> new SimulatedWork(nodes(swarm)));
    }

    String newId() {
        return Long.toString(random.nextLong() >>> 1, 36);
    }

    /// Does it under the lock, unless something goes wrong before; may go wrong after.
    <T> T call(String doing, Supplier<T> act) {
        synchronized (this) {
            boolean before = faultRate > 0 && random.nextDouble() < faultRate;
            boolean after = faultRate > 0 && random.nextDouble() < faultRate;
            if (before) {
                throw new EngineFailure.Unreachable("EngineUnreachable", "cannot " + doing + ": the connection was reset", null);
            }
            var done = act.get();
            if (after) {
                throw new EngineFailure.Unreachable("EngineUnreachable", "cannot " + doing + ": the reply broke off", null);
            }
            return done;
        }
    }
}

package dev.plimsoll.ports.simulated.swarm;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.SwarmContract;
import dev.plimsoll.ports.swarm.SwarmMachines;
import dev.plimsoll.ports.swarm.Swarms.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class SimulatedSwarmContractTest extends SwarmContract {
    @Override
    protected SwarmMachines open() {
        return new Machines();
    }

    private static final class Machines implements SwarmMachines {
        private final Set<String> running = new HashSet<>(Set.of("op-1", "op-2", "op-3"));
        private final List<Member> members = IntStream.rangeClosed(1, 3).mapToObj(n -> new Member(new Key(Kind.MACHINE, "default", "m-" + n), "op-" + n, "10.0.0." + n)).toList();
        private final Swarm swarm = new SimulatedSwarms(1, running::contains).open(new Key(Kind.CLUSTER, "default", "main"), members);

        @Override
        public Swarm swarm() {
            return swarm;
        }

        @Override
        public Member machine(int number) {
            return members.get(number - 1);
        }

        @Override
        public void powerOff(int machine) {
            running.remove("op-" + machine);
        }

        @Override
        public void powerOn(int machine) {
            running.add("op-" + machine);
        }

        @Override
        public void passTime() {
            // Nothing of it takes time.
            Thread.onSpinWait();
        }

        @Override
        public void close() {
            swarm.close();
        }
    }
}

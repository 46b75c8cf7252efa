package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.swarm.DockerSwarm.At;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.SwarmContract;
import dev.plimsoll.ports.swarm.SwarmMachines;
import dev.plimsoll.ports.swarm.Swarms.Member;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Three machines with engines of their own, which leave their swarm between tests.
@Tag("docker")
@Tag("slow")
class DockerSwarmContractTest extends SwarmContract {
    private static Lab lab;

    @BeforeAll
    static void boot() {
        lab = new Lab(3);
    }

    @AfterAll
    static void shutDown() {
        lab.close();
    }

    @Override
    protected SwarmMachines open() {
        return new Machines(lab);
    }

    /// A swarm takes its time to notice who is down.
    @Test
    @Tag("lab")
    @Override
    protected void whoIsDownIsForgottenAndMustLeaveBeforeItJoinsAgain() {
        super.whoIsDownIsForgottenAndMustLeaveBeforeItJoinsAgain();
    }

    @Test
    @Tag("lab")
    @Override
    protected void aSwarmWithoutQuorumSaysSoAndIsRecoveredFromOneManager() {
        super.aSwarmWithoutQuorumSaysSoAndIsRecoveredFromOneManager();
    }

    private static final class Machines implements SwarmMachines {
        private final Lab lab;
        private final Swarm swarm;

        Machines(Lab lab) {
            this.lab = lab;
            var at = new LinkedHashMap<String, At>();
            IntStream.rangeClosed(1, 3).mapToObj(lab::machine).forEach(m -> at.put(m.name(), new At(m.engine(), m.address())));
            this.swarm = new DockerSwarm(at);
        }

        @Override
        public Swarm swarm() {
            return swarm;
        }

        @Override
        public Member machine(int number) {
            var machine = lab.machine(number);
            return new Member(new Key(Kind.MACHINE, "default", machine.name()), "none", machine.address());
        }

        @Override
        public void powerOff(int machine) {
            lab.powerOff(lab.machine(machine));
        }

        @Override
        public void powerOn(int machine) {
            lab.powerOn(lab.machine(machine));
        }

        @Override
        public void passTime() {
            Lab.pause();
        }

        @Override
        public void close() {
            for (int number = 1; number <= 3; number++) {
                lab.powerOn(lab.machine(number));
                leave(lab.machine(number).name());
            }
            swarm.close();
        }

        /// An engine whose swarm has lost its quorum may be slow to answer at all.
        private void leave(String machine) {
            for (long end = System.nanoTime() + patience().toNanos(); ; Lab.pause()) {
                try {
                    swarm.leave(machine);
                    return;
                } catch (EngineFailure slow) {
                    if (System.nanoTime() > end) {
                        throw slow;
                    }
                }
            }
        }
    }
}

package dev.plimsoll.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole system under every fault, for many seeds. A failure names its seed; `./simulate --seed S` tells it again.
class SimulationTest {
    @Test
    void holdsItsPromises() throws InterruptedException {
        for (long seed = 1; seed <= 60; seed++) {
            assertThat(Simulation.run(seed, 50).runs()).isPositive();
        }
    }

    @Test
    void theSameSeedTellsTheSameStory() throws InterruptedException {
        assertThat(Simulation.run(7, 300)).isEqualTo(Simulation.run(7, 300));
        assertThat(MachinesSimulation.run(7, 600)).isEqualTo(MachinesSimulation.run(7, 600));
        assertThat(ClustersSimulation.run(7, 600)).isEqualTo(ClustersSimulation.run(7, 600));
    }

    @Test
    @Tag("slow")
    void holdsItsPromisesForLong() throws InterruptedException {
        for (long seed = 1_000; seed < 3_000; seed++) {
            assertThat(Simulation.run(seed, 30).runs()).isPositive();
        }
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(Simulation.run(seed, 2_000).runs()).isPositive();
        }
    }
}

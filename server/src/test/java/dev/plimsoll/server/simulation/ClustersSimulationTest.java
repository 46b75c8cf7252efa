package dev.plimsoll.server.simulation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random histories of a cluster end with one whole swarm.
class ClustersSimulationTest {
    @Test
    void every_machine_is_a_node_once_after_faults_kills_and_meddling() throws InterruptedException {
        for (long seed = 1; seed <= 15; seed++) {
            ClustersSimulation.run(seed, 1_500);
        }
    }

    @Test
    @Tag("lab")
    void the_same_over_many_seeds() throws InterruptedException {
        for (long seed = 100; seed < 2_100; seed++) {
            ClustersSimulation.run(seed, 1_500);
        }
    }
}

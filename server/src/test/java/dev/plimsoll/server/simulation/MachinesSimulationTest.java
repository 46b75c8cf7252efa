package dev.plimsoll.server.simulation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random histories of machines end with what is declared, once, and nothing else.
class MachinesSimulationTest {
    @Test
    void no_strays_and_no_twins_after_faults_kills_and_meddling() throws InterruptedException {
        for (long seed = 1; seed <= 15; seed++) {
            MachinesSimulation.run(seed, 1_500);
        }
    }

    @Test
    @Tag("slow")
    void the_same_over_more_seeds() throws InterruptedException {
        for (long seed = 100; seed < 200; seed++) {
            MachinesSimulation.run(seed, 1_500);
        }
    }

    @Test
    @Tag("lab")
    void the_same_over_many_seeds() throws InterruptedException {
        for (long seed = 200; seed < 3_200; seed++) {
            MachinesSimulation.run(seed, 1_500);
        }
    }
}

package dev.plimsoll.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.server.simulation.UpgradesSimulation.Cut;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Upgrades of a whole cluster, with the control plane killed at one call after the other.
class UpgradesSimulationTest {
    @Test
    void killed_at_twenty_calls_it_ends_as_if_nothing_had_happened() throws InterruptedException {
        for (boolean inPlace : new boolean[] {false, true}) {
            int calls = UpgradesSimulation.run(1, new Cut(0, false, inPlace));
            assertThat(calls).isGreaterThan(50);
            int kills = inPlace ? 8 : 20;
            for (int i = 0; i < kills; i++) {
                UpgradesSimulation.run(2 + i, new Cut(1 + i * calls / kills, i % 2 == 0, inPlace));
            }
        }
    }

    @Test
    @Tag("lab")
    void killed_at_every_call() throws InterruptedException {
        for (boolean inPlace : new boolean[] {false, true}) {
            int calls = UpgradesSimulation.run(1, new Cut(0, false, inPlace));
            for (int call = 1; call <= calls; call++) {
                UpgradesSimulation.run(1, new Cut(call, false, inPlace));
                UpgradesSimulation.run(1, new Cut(call, true, inPlace));
            }
        }
    }
}

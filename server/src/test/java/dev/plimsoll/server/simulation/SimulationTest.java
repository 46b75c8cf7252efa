package dev.plimsoll.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    /// Several at a time and in a process of their own, as `./simulate` runs them: beside other tests in one process they took many times as long.
    @Test
    @Tag("slow")
    void holdsItsPromisesForLong() throws Exception {
        assertThat(simulated("--seed", "1000", "--seeds", "2000", "--steps", "30")).endsWith("2000 seeds, 0 failed\n");
        assertThat(simulated("--seed", "1", "--seeds", "10", "--steps", "2000")).endsWith("10 seeds, 0 failed\n");
    }

    private static String simulated(String... options) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            Simulate.class.getName()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said = process.inputReader()) {
            var text = said.lines().map(line -> line + "\n").collect(Collectors.joining());
            process.waitFor();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}

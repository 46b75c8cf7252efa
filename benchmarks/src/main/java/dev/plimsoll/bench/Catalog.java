package dev.plimsoll.bench;

import dev.plimsoll.bench.figure.ApplyBenchmark;
import dev.plimsoll.bench.figure.CliBenchmark;
import dev.plimsoll.bench.figure.DeployBenchmark;
import dev.plimsoll.bench.figure.DiscoveryBenchmark;
import dev.plimsoll.bench.figure.FootprintBenchmark;
import dev.plimsoll.bench.figure.HealBenchmark;
import dev.plimsoll.bench.figure.IdleBenchmark;
import dev.plimsoll.bench.figure.IngressBenchmark;
import dev.plimsoll.bench.figure.MachinesBenchmark;
import dev.plimsoll.bench.figure.NoopBenchmark;
import dev.plimsoll.bench.figure.ParseBenchmark;
import dev.plimsoll.bench.figure.PreviewBenchmark;
import dev.plimsoll.bench.figure.StoreBenchmark;
import java.util.List;
import java.util.Optional;

/// All benchmarks, in the order of the table of figures.
final class Catalog {
    static final List<Benchmark> ALL = List.of(
        new DeployBenchmark(), new NoopBenchmark(), new HealBenchmark(), new PreviewBenchmark(), new ApplyBenchmark(), new StoreBenchmark(),
        new FootprintBenchmark(), new CliBenchmark(), new IdleBenchmark(), new ParseBenchmark(),
        new MachinesBenchmark(), new IngressBenchmark(), new DiscoveryBenchmark());

    private Catalog() {}

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}

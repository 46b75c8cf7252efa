package dev.plimsoll.bench;

import dev.plimsoll.bench.run.Site;
import java.util.List;

/// Measures one row of the table of figures.
public interface Benchmark {
    /// As typed after `./bench`.
    String name();

    /// What is measured, in one line.
    String measures();

    /// Measures. Everything it makes is registered with the site's cleanup first.
    ///
    /// @throws dev.plimsoll.bench.run.Command.Failed when a side cannot do its part
    List<Figure> measure(Site site);
}

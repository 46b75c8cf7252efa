package dev.plimsoll.cli;

import java.io.IOException;

/// One thing a person can ask for. Picocli fills in its options before it runs.
@FunctionalInterface
public interface Verb {
    /// Does it and answers the [ExitCode]. Throws [Trouble] when it cannot.
    int run() throws IOException, InterruptedException;
}

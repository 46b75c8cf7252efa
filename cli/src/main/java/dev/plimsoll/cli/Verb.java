package dev.plimsoll.cli;

import dev.plimsoll.cli.line.Line;
import java.io.IOException;

/// One thing a person can ask for. It describes its command line; once the arguments were handed to it by that, it runs.
public interface Verb extends Line.Part {
    /// Does it and answers the [ExitCode]. Throws [Trouble] when it cannot.
    int run() throws IOException, InterruptedException;
}

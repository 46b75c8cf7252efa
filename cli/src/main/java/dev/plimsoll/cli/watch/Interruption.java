package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.Session;

/// What happens when the person presses Ctrl-C while something is watched: the screen is put in order and a sentence says that the work goes on. The Java
/// process then ends with exit code 130 by itself.
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    /// @param tidy done first
    public Interruption(Session session, Runnable tidy, String sentence) {
        hook = new Thread(() -> {
            tidy.run();
            session.shell().out().flush();
            session.shell().err().println((session.shell().terminal().err() ? "\n" : "") + sentence);
            session.shell().err().flush();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From now on Ctrl-C means nothing special.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook runs: the sentence is right.
        }
    }
}

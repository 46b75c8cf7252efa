package dev.plimsoll.api.plane;

import dev.plimsoll.model.Key;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Output of and programs in one instance, by the engine's id. The API finds the instances and merges their lines. Both calls block until
/// done; interrupting the thread ends them. Both may throw [EngineTrouble].
public interface InstanceConsole {
    /// Hands over what an instance wrote, oldest first, until the end, or with `follow` until the instance ends. A sink that throws ends the call.
    void logs(Place instance, LogRange range, LogSink sink) throws InterruptedException;

    /// Runs a program in an instance and answers its exit code. `streams.in` is read until its end.
    int exec(Place instance, Program program, Streams streams) throws InterruptedException;

    /// An instance, where it is.
    ///
    /// @param component whose; leads to its engine
    /// @param id        the engine's
    record Place(Key component, String id) {}

    /// @param follow go on until the instance ends
    /// @param since  only lines from this time on
    /// @param tail   last lines only; 0 is all
    record LogRange(boolean follow, Optional<Instant> since, int tail) {}

    /// Gets lines without their line ends.
    @FunctionalInterface
    interface LogSink {
        /// @param at    when the engine got the line
        /// @param error whether it came from standard error
        void line(Instant at, boolean error, String text);
    }

    /// @param command program and arguments
    /// @param tty     a terminal; standard error then is part of standard output
    /// @param user    as in `user:group`; none: the instance's own
    record Program(List<String> command, boolean tty, Optional<String> user) {
        public Program {
            command = List.copyOf(command);
        }
    }

    /// @param sizes terminal sizes as they change
    record Streams(InputStream in, OutputStream out, OutputStream err, Sizes sizes) {}

    /// Tells of terminal sizes. The console calls `subscribe` once, with who wants to know; the newest size known is told at once.
    @FunctionalInterface
    interface Sizes {
        void subscribe(Listener listener);

        /// Who wants to know.
        @FunctionalInterface
        interface Listener {
            void size(int columns, int rows);
        }
    }
}

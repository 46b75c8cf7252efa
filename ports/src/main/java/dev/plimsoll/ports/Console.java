package dev.plimsoll.ports;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Output and terminals of instances, by the engine's id. Both calls block the caller's thread until done; interrupting it ends them.
/// An instance nobody knows is [EngineFailure.Absent] with code `InstanceNotFound`.
public interface Console {
    /// Writes what an instance wrote, oldest first, until the end, or with `follow` until the instance ends.
    void logs(String instance, LogQuery query, LogSink sink);

    /// Runs a program in an instance and answers its exit code; 126 or 127 when there is no such program. `streams.in` is read
    /// until its end, which the program sees. An instance that does not run is `Rejected` with code `NotRunning`.
    int exec(String instance, ExecRequest request, ExecStreams streams);

    /// @param tail last lines only; 0 is all
    record LogQuery(boolean follow, Optional<Instant> since, int tail) {}

    /// Gets lines without their line ends.
    @FunctionalInterface
    interface LogSink {
        /// @param at     when the engine got the line
        /// @param error  whether it came from standard error
        void line(Instant at, boolean error, String text);
    }

    /// @param command program and arguments
    /// @param tty     a terminal; standard error then is part of standard output
    record ExecRequest(List<String> command, boolean tty, Optional<String> user, Optional<String> workingDir) {
        public ExecRequest {
            command = List.copyOf(command);
        }
    }

    /// @param resizes terminal sizes as they change; may be ignored
    record ExecStreams(InputStream in, OutputStream out, OutputStream err, Resizes resizes) {}

    /// Tells of terminal sizes. `subscribe` is called once with who wants to know.
    @FunctionalInterface
    interface Resizes {
        void subscribe(Listener listener);

        /// Who wants to know.
        @FunctionalInterface
        interface Listener {
            void size(int columns, int rows);
        }
    }
}

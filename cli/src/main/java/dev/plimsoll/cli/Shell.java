package dev.plimsoll.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// What a command was started in.
///
/// @param out         for data
/// @param err         for talk
/// @param in          what is typed or piped in
/// @param environment variables of the process
/// @param folder      where it was started
/// @param home        folder the launcher lies in
/// @param terminal    which of the streams are a terminal, and how large it is
/// @param clock       for ages
public record Shell(PrintStream out, PrintStream err, InputStream in, Map<String, String> environment, Path folder, Path home, Terminal terminal,
                    Clock clock) {

    /// A variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }

    /// @param in      whether somebody can be asked
    /// @param out     whether somebody reads the data
    /// @param err     whether somebody reads the talk
    /// @param columns width in characters
    /// @param rows    height in lines
    public record Terminal(boolean in, boolean out, boolean err, int columns, int rows) {
        public static final Terminal NONE = new Terminal(false, false, false, 120, 40);

        /// What the launcher found out and handed over, because the shell can ask without a process of its own.
        ///
        /// @param streams  the numbers of the streams that are a terminal, such as `012`
        /// @param size     rows and columns, as `40 120`; empty when unknown
        public static Terminal told(String streams, String size) {
            var numbers = size.split(" ");
            var known = numbers.length == 2 && numbers[0].matches("[1-9]\\d{0,3}") && numbers[1].matches("[1-9]\\d{0,3}");
            return new Terminal(streams.contains("0"), streams.contains("1"), streams.contains("2"),
                known ? Integer.parseInt(numbers[1]) : NONE.columns, known ? Integer.parseInt(numbers[0]) : NONE.rows);
        }
    }
}

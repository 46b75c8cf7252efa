package dev.plimsoll.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program to run, with its arguments.
///
/// @param words       program and arguments; no shell in between
/// @param folder      where it runs; none: where this program runs
/// @param environment variables beside the inherited ones
/// @param limit       how long it may take
public record Command(List<String> words, Optional<Path> folder, Map<String, String> environment, Duration limit) {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(10);
    private static final int TOLD_LINES = 8;

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return new Command(List.of(words), Optional.empty(), Map.of(), USUAL_LIMIT);
    }

    public Command with(String... more) {
        return new Command(Stream.concat(words.stream(), Arrays.stream(more)).toList(), folder, environment, limit);
    }

    public Command in(Path where) {
        return new Command(words, Optional.of(where), environment, limit);
    }

    public Command given(String variable, String value) {
        var all = new TreeMap<>(environment);
        all.put(variable, value);
        return new Command(words, folder, all, limit);
    }

    public Command within(Duration time) {
        return new Command(words, folder, environment, time);
    }

    /// Runs it to its end.
    ///
    /// @throws Failed when it does not end in time; its exit code may be anything
    public Result run() {
        try {
            var out = Files.createTempFile("plimsoll-bench", ".out");
            var err = Files.createTempFile("plimsoll-bench", ".err");
            try {
                long began = System.nanoTime();
                var process = builder().redirectOutput(out.toFile()).redirectError(err.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new Failed(this + " did not end within " + limit.toSeconds() + " s\n" + tail(Files.readString(err)));
                }
                var took = Duration.ofNanos(System.nanoTime() - began);
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err), took);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException cannotRun) {
            throw new Failed("cannot run " + this + ": " + cannotRun.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failed(this + " was interrupted");
        }
    }

    /// Runs it to its end.
    ///
    /// @throws Failed when it does not end in time or not with exit code 0
    public Result succeed() {
        var result = run();
        if (result.exitCode() != 0) {
            throw new Failed(this + " ended with exit code " + result.exitCode() + "\n" + tail(result.err().isBlank() ? result.out() : result.err()));
        }
        return result;
    }

    /// Starts it and lets it run; standard output and error go to a file.
    public Process start(Path log) {
        try {
            return builder().redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        } catch (IOException cannotRun) {
            throw new Failed("cannot start " + this + ": " + cannotRun.getMessage());
        }
    }

    /// Whether a program of this name is on the path.
    public static boolean exists(String program) {
        return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// The last lines of a text.
    static String tail(String text) {
        var lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
    }

    @Override
    public String toString() {
        var text = String.join(" ", words);
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    private ProcessBuilder builder() {
        var builder = new ProcessBuilder(new ArrayList<>(words));
        folder.ifPresent(where -> builder.directory(where.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    /// @param took from before the start of the process to its end
    public record Result(int exitCode, String out, String err, Duration took) {
        public double seconds() {
            return took.toNanos() / 1e9;
        }

        public double milliseconds() {
            return took.toNanos() / 1e6;
        }
    }

    /// A program did not do what the benchmark needs. The message says which and what it said.
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Failed(String sentence) {
            super(sentence);
        }
    }
}

package dev.plimsoll.store.sqlite;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.put;

import dev.plimsoll.manifest.StoredJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;

/// Another process that writes to a store as fast as it can, from several threads, and says what was acknowledged.
final class Writer implements AutoCloseable {
    private static final int THREADS = 8;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private Writer(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static Writer start(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Writer(new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            Writer.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// The other process.
    public static void main(String[] arguments) {
        var store = SqliteStore.open(Path.of(arguments[0]), new StoredJson(), Clock.systemUTC(), () -> UUID.randomUUID().toString());
        var run = store.revision();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < THREADS; thread++) {
                var prefix = "r" + run + "-t" + thread + "-";
                threads.submit(() -> {
                    for (int n = 0; ; n++) {
                        var kept = store.commit(List.of(put(config(prefix + n, "1"))), Optional.empty()).getFirst();
                        say("acknowledged " + kept.key().name() + " " + kept.metadata().revision());
                    }
                });
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    long pid() {
        return process.pid();
    }

    void awaitLine(String beginning) throws IOException {
        for (var line = next(); !line.startsWith(beginning); line = next()) { }
    }

    void awaitLines(int more) throws IOException {
        for (int n = 0; n < more; n++) {
            next();
        }
    }

    private String next() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new AssertionError("the writing process ended by itself");
        }
        lines.add(line);
        return line;
    }

    /// Kills it without warning; everything it said until then.
    List<String> killedAfter() throws IOException {
        // Process.destroy would close the pipe with what it still holds.
        process.toHandle().destroyForcibly();
        process.onExit().join();
        var rest = new ArrayList<>(output.lines().toList());
        if (!rest.isEmpty() && !rest.getLast().matches("acknowledged \\S+ \\d+")) {
            rest.removeLast();
        }
        lines.addAll(rest);
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

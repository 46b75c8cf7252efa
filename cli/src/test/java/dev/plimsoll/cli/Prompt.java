package dev.plimsoll.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// A person's terminal in tests: runs the real program in a folder, at a fixed time, and keeps what it said.
public final class Prompt {
    /// Now, in every test.
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Shell.Terminal terminal = Shell.Terminal.NONE;
    private String typed = "";

    public Prompt(Path folder) {
        this.folder = folder;
        environment.put("LANG", "C.UTF-8");
    }

    /// Knows this control plane from its state folder, as if `up` had started it.
    public Prompt with(ReplayedApi api) throws IOException {
        var state = Files.createDirectories(folder.resolve(".plimsoll"));
        Files.writeString(state.resolve("server.json"), "{\"pid\": 0, \"address\": \"" + api.address() + "\", \"version\": \"0\"}");
        Files.writeString(state.resolve("token"), ReplayedApi.TOKEN + "\n");
        return this;
    }

    public Prompt variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Prompt on(Shell.Terminal changed) {
        terminal = changed;
        return this;
    }

    /// What the person types when asked.
    public Prompt typing(String keys) {
        typed = keys;
        return this;
    }

    public Shell shell(PrintStream out, PrintStream err) {
        return new Shell(out, err, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), environment, folder, folder, terminal,
            Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public Told run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var shell = shell(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        var exitCode = new Program(shell).run(args);
        shell.out().flush();
        return new Told(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// @param exitCode of the process
    /// @param out      data
    /// @param err      talk
    public record Told(int exitCode, String out, String err) {}
}

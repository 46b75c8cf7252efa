package dev.plimsoll.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/// The process. Started by the launcher, which says in system properties where it lies (`plimsoll.home`) and what the terminal is like.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var folder = Path.of("").toAbsolutePath();
        var terminal = Shell.Terminal.told(System.getProperty("plimsoll.terminal", ""), System.getProperty("plimsoll.size", ""));
        var shell = new Shell(new PrintStream(new java.io.BufferedOutputStream(out, 1 << 15), false, StandardCharsets.UTF_8), err, System.in,
            System.getenv(), folder, Path.of(System.getProperty("plimsoll.home", folder.toString())), terminal, Clock.systemUTC());
        var exitCode = new Program(shell).run(args);
        shell.out().flush();
        shell.err().flush();
        System.exit(exitCode);
    }
}

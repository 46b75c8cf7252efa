package dev.plimsoll.cli.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The terminal with every key handed on as it is, for a program elsewhere. Set with `stty`, the one way that needs no native code; put back when closed
/// and, should the process be ended meanwhile, by a hook.
final class RawTerminal implements AutoCloseable {
    private final String before;
    private final Thread hook = new Thread(this::restore);

    RawTerminal() throws IOException {
        before = stty(List.of("-g"));
        stty(List.of("raw", "-echo"));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook restores once more, which changes nothing.
        }
    }

    private void restore() {
        try {
            stty(List.of(before));
        } catch (IOException noTerminal) {
            // Then there is nothing to restore.
        }
    }

    private static String stty(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("stty"));
        command.addAll(arguments);
        var stty = new ProcessBuilder(command).redirectInput(Path.of("/dev/tty").toFile()).redirectErrorStream(true).start();
        return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}

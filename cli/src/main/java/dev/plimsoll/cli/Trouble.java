package dev.plimsoll.cli;

import java.util.Optional;

/// Why a command ends early: the exit code, what is wrong with which object, and what to do next.
public class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;
    private final String hint;

    /// @param hint what to do next; empty when there is nothing to say
    public Trouble(int exitCode, String sentence, String hint) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    public static Trouble failed(String sentence, String hint) {
        return new Trouble(ExitCode.FAILED, sentence, hint);
    }

    public static Trouble usage(String sentence, String hint) {
        return new Trouble(ExitCode.USAGE, sentence, hint);
    }

    public static Trouble notFound(String sentence, String hint) {
        return new Trouble(ExitCode.NOT_FOUND, sentence, hint);
    }

    public int exitCode() {
        return exitCode;
    }

    public Optional<String> hint() {
        return Optional.of(hint).filter(h -> !h.isEmpty());
    }
}

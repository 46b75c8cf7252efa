package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Shell;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Tells a person what went wrong: what, on which object, why, and what to do next.
public final class Errors {
    private final Shell shell;
    private final Paint paint;

    public Errors(Shell shell) {
        this.shell = shell;
        paint = Paint.on(shell.terminal().err(), shell);
    }

    public int tell(Trouble trouble) {
        shell.out().flush();
        if (trouble instanceof Problem problem) {
            Findings.lines(problem.findings(), paint).forEach(shell.err()::println);
        }
        line(trouble instanceof Problem problem && !problem.findings().isEmpty() ? summary(problem) : trouble.getMessage());
        trouble.hint().ifPresent(this::hint);
        return trouble.exitCode();
    }

    /// @param broken an exception of input or output
    public int tell(Exception broken) {
        var cause = broken instanceof java.io.UncheckedIOException unchecked ? unchecked.getCause() : broken;
        line(switch (cause) {
            case NoSuchFileException absent -> "there is no file " + absent.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case java.net.SocketException socket -> "the connection to the control plane broke: " + socket.getMessage();
            case IOException other when other.getMessage() != null -> other.getMessage();
            default -> cause.toString();
        });
        return ExitCode.FAILED;
    }

    /// The findings above say it all; the detail would only repeat the first.
    private static String summary(Problem problem) {
        var errors = Findings.count(problem.findings(), "ERROR");
        return "nothing was changed: the declaration has " + (errors == 1 ? "an error" : errors + " errors");
    }

    private void line(String sentence) {
        shell.err().println(paint.bad("error: ") + Paint.tame(sentence.replace('\n', ' ')));
    }

    private void hint(String hint) {
        shell.err().println(paint.faint("  next: ") + Paint.tame(hint));
    }
}

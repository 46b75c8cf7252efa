package dev.plimsoll.cli;

/// What the process tells whoever called it.
public final class ExitCode {
    /// Done, or there was nothing to do.
    public static final int DONE = 0;
    /// It was tried and did not work.
    public static final int FAILED = 1;
    /// A preview with `--detailed-exitcode` has changes.
    public static final int CHANGES = 2;
    /// The command line cannot be understood.
    public static final int USAGE = 3;
    /// The token is missing, wrong, or may not do this.
    public static final int NOT_ALLOWED = 4;
    /// What was named does not exist.
    public static final int NOT_FOUND = 5;
    /// Somebody else changed it meanwhile, or holds it.
    public static final int CONFLICT = 6;
    /// It was not level in the time given; the work goes on.
    public static final int TIMED_OUT = 7;
    /// Some of it is level and some of it failed.
    public static final int PARTLY = 8;
    /// Stopped by the person.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}

package dev.plimsoll.model;

/// What happens when an instance's process ends by itself. The engine restarts it in place (with its own growing pause),
/// because that works without the control plane and after a reboot too; Plimsoll replaces what the engine does not bring back.
///
/// @param mode     see there
/// @param attempts for ON_FAILURE: restarts before giving up; 0 is no end
public record Restart(@Doc("always (default), on_failure or never.") Mode mode, @Doc("For on_failure: restarts at most; 0 is no end.") int attempts) {
    public static final Restart ALWAYS = new Restart(Mode.ALWAYS, 0);

    public Restart {
        mode = Values.or(mode, Mode.ALWAYS);
        if (attempts < 0) {
            throw new InvalidValue("restart attempts " + attempts + " is negative");
        }
    }

    /// ALWAYS: it must run. ON_FAILURE: an end with code 0 is completion, other ends are restarted. NEVER: it runs once to
    /// completion; an end with another code is a failure that stays visible until the spec changes.
    public enum Mode { ALWAYS, ON_FAILURE, NEVER }

    /// Whether an end with exit code 0 is what we wanted.
    public boolean mayComplete() {
        return mode != Mode.ALWAYS;
    }
}

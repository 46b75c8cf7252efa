package dev.plimsoll.ports.simulated;

/// What can go wrong with one call, or with one nudge.
public enum Fault {
    /// The request does not arrive: nothing is done, the caller hears nothing.
    REQUEST_LOST,
    /// It is done, the caller hears nothing.
    REPLY_LOST,
    /// It is done, the caller hears that it failed.
    BROKEN_AFTER,
    /// An instance is made, but not started; the caller hears nothing.
    HALF_DONE,
    /// It is done after a long time.
    SLOW,
    /// There is no room left on the engine's disk for this call.
    DISK_FULL,
    /// Nobody hears that something changed.
    NUDGE_LOST,
    /// It is heard a while later.
    NUDGE_LATE,
    /// It is heard twice.
    NUDGE_DOUBLED;

    /// Whether it can befall this call.
    boolean befalls(Call call) {
        return switch (this) {
            case REQUEST_LOST, REPLY_LOST, SLOW -> true;
            case BROKEN_AFTER -> call.acts();
            case HALF_DONE -> call == Call.CREATE;
            case DISK_FULL -> call == Call.CREATE || call == Call.PULL || call == Call.BUILD;
            case NUDGE_LOST, NUDGE_LATE, NUDGE_DOUBLED -> false;
        };
    }

    boolean befallsNudges() {
        return switch (this) {
            case NUDGE_LOST, NUDGE_LATE, NUDGE_DOUBLED -> true;
            case REQUEST_LOST, REPLY_LOST, BROKEN_AFTER, HALF_DONE, SLOW, DISK_FULL -> false;
        };
    }
}

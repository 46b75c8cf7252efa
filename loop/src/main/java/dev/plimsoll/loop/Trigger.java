package dev.plimsoll.loop;

import java.util.Locale;

/// Why a key is looked at. When several causes meet, the one that comes first here is told.
public enum Trigger {
    /// It, or something that concerns it, was changed in the store.
    CHANGED,
    /// Somebody wants it tried now, such as by applying it once more. Like a change, this cuts a pause short.
    ASKED,
    /// The outside world hinted that something happened to it.
    NUDGE,
    /// What it waited for changed.
    WOKEN,
    /// It failed, and its pause is over.
    RETRY,
    /// It asked to be looked at again, or waited for too long.
    TIMER,
    /// The loop began: nobody knows what happened before.
    STARTED,
    /// The slow sweep came by. When it finds work, somebody missed a signal.
    SWEEP;

    /// Whether it counts during a pause: it is no echo of what a failing run stirred up.
    boolean endsPause() {
        return this == CHANGED || this == ASKED;
    }

    /// As told in run records and metrics.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The more telling of two.
    Trigger or(Trigger other) {
        return compareTo(other) <= 0 ? this : other;
    }
}

package dev.plimsoll.api.insight;

/// How something stands, in one word.
public enum State {
    /// Declared and real are equal.
    LEVEL,
    /// Plimsoll is at it.
    PROGRESSING,
    /// Something else must happen first.
    WAITING,
    /// Nothing more will happen until somebody changes something.
    FAILED,
    /// On its way out.
    DELETING
}

package dev.plimsoll.ports.simulated.cloud;

/// The calls to a cloud that can go wrong.
public enum CloudCall {
    FACTS, LIST, CREATE, CHANGE, REMOVE, POWER, CONSOLE;

    /// Whether it changes anything, so that it can be done without the caller hearing of it.
    boolean acts() {
        return switch (this) {
            case CREATE, CHANGE, REMOVE, POWER -> true;
            case FACTS, LIST, CONSOLE -> false;
        };
    }
}

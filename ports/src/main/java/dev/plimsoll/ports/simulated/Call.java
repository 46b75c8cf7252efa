package dev.plimsoll.ports.simulated;

/// The calls that can go wrong.
public enum Call {
    FACTS, INVENTORY, CREATE, UPDATE, REMOVE, FIND_IMAGE, PULL, BUILD, LIST_IMAGES, REMOVE_IMAGE, LOGS, EXEC, PROBE, LOOK, REMEDY;

    /// Whether it changes anything, so that half of it can be done.
    boolean acts() {
        return switch (this) {
            case CREATE, UPDATE, REMOVE, PULL, BUILD, REMOVE_IMAGE, REMEDY -> true;
            case FACTS, INVENTORY, FIND_IMAGE, LIST_IMAGES, LOGS, EXEC, PROBE, LOOK -> false;
        };
    }
}

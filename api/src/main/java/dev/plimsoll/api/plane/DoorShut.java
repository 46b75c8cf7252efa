package dev.plimsoll.api.plane;

/// A machine, or who says it is one, was not let in.
public final class DoorShut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// UNKNOWN: no such credential. SPENT: it was used before, by another. UNFIT: what came with it is not right. TOO_OFTEN: later.
    public enum Type { UNKNOWN, SPENT, UNFIT, TOO_OFTEN }

    private final Type type;

    public DoorShut(Type type, String sentence) {
        super(sentence, null, false, false);
        this.type = type;
    }

    public Type type() {
        return type;
    }
}

package dev.plimsoll.api.plane;

/// The engine did not do what was asked. The message carries its own text.
public final class EngineTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// ABSENT: what was asked about is not there (any more). REFUSED: it cannot be done as asked. UNREACHABLE: the engine does not answer, or
    /// not as it should; later it may.
    public enum Type { ABSENT, REFUSED, UNREACHABLE }

    private final Type type;

    /// @param sentence for people, with the engine's own text and without secrets
    public EngineTrouble(Type type, String sentence, Throwable cause) {
        super(sentence, cause);
        this.type = type;
    }

    public Type type() {
        return type;
    }
}

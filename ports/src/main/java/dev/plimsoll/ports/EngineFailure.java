package dev.plimsoll.ports;

import java.util.List;

/// A call to an engine that did not answer with success. The cases are those that change what the caller does; the
/// message carries the engine's own text.
public abstract sealed class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final transient List<String> lastLines;

    private EngineFailure(String code, String sentence, Throwable cause) {
        this(code, sentence, cause, List.of());
    }

    private EngineFailure(String code, String sentence, Throwable cause, List<String> lastLines) {
        super(sentence, cause);
        this.code = code;
        this.lastLines = List.copyOf(lastLines);
    }

    /// What was written before it failed, such as a builder's output; too long for a sentence. Mostly empty.
    public List<String> lastLines() {
        return lastLines == null ? List.of() : lastLines;
    }

    /// Stable CamelCase word for conditions and the API, such as `ImageNotFound`, `PortTaken`, `NameTaken`, `DiskFull`.
    public String code() {
        return code;
    }

    /// What was named is not there: an image, a network, a container.
    public static final class Absent extends EngineFailure {
        private static final long serialVersionUID = 1L;

        public Absent(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// Right, but there is no room for it now: port taken, disk full, memory. Try again later, tell people.
    public static final class NoCapacity extends EngineFailure {
        private static final long serialVersionUID = 1L;

        public NoCapacity(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The engine refuses it as it is; trying again the same way is pointless until somebody changes something.
    public static final class Rejected extends EngineFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }

        private Rejected(List<String> lastLines, String code, String sentence) {
            super(code, sentence, null, lastLines);
        }

        /// With what was written before.
        public static Rejected after(List<String> lastLines, String code, String sentence) {
            return new Rejected(lastLines, code, sentence);
        }
    }

    /// No answer, or none that can be understood: the engine is down, restarting, slow, or the reply was lost. The effect may
    /// have happened.
    public static final class Unreachable extends EngineFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            this("EngineUnreachable", sentence, cause);
        }

        /// Somebody else the engine needs does not answer, such as a registry: code `RegistryUnreachable`.
        public Unreachable(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The engine answered that it failed. The effect may have happened.
    public static final class Broken extends EngineFailure {
        private static final long serialVersionUID = 1L;

        public Broken(String sentence, Throwable cause) {
            super("EngineError", sentence, cause);
        }
    }
}

package dev.plimsoll.ports.ingress;

/// An ingress that did not do as it was asked. The cases are those that change what the caller does; the message carries the proxy's own words.
public abstract sealed class IngressFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    private IngressFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /// Stable CamelCase word for conditions and the API.
    public final String code() {
        return code;
    }

    /// The proxy's program is not there, or too old. Somebody has to install it; the message says how.
    public static final class Missing extends IngressFailure {
        private static final long serialVersionUID = 1L;

        public Missing(String sentence) {
            super("IngressMissing", sentence, null);
        }
    }

    /// The proxy refuses the document; what was served before is served on.
    public static final class Rejected extends IngressFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String code, String sentence) {
            super(code, sentence, null);
        }
    }

    /// The proxy does not answer, or could not be started. Try again.
    public static final class Unreachable extends IngressFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            super("IngressUnreachable", sentence, cause);
        }
    }
}

package dev.plimsoll.ports.registration;

import java.time.Duration;
import java.util.Optional;

/// A call to a register's API that did not answer with success. The cases are those that change what the caller does; the message names the call and what the API said of it, without anything secret.
public abstract sealed class RegisterFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    private RegisterFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /// Stable CamelCase word for conditions and the API.
    public final String code() {
        return code;
    }

    /// Refused as it is; nothing changed.
    public static final class Rejected extends RegisterFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The credentials are wrong, or may not do this.
    public static final class Denied extends RegisterFailure {
        private static final long serialVersionUID = 1L;

        public Denied(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// Too many calls.
    public static final class Throttled extends RegisterFailure {
        private static final long serialVersionUID = 1L;
        private final transient Duration retryAfter;

        /// @param retryAfter what the API asked for; none when it did not say
        public Throttled(String sentence, Optional<Duration> retryAfter) {
            super("Throttled", sentence, null);
            this.retryAfter = retryAfter.orElse(null);
        }

        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /// No answer, or none that can be understood. The effect may have happened.
    public static final class Unreachable extends RegisterFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            super("ApiUnreachable", sentence, cause);
        }
    }
}

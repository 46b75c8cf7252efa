package dev.plimsoll.ports.certificates;

import java.time.Duration;
import java.util.Optional;

/// A call to an issuer that did not answer with success. The cases are those that change what the caller does; the message carries the authority's own words.
public abstract sealed class CertificateFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    private CertificateFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /// Stable CamelCase word for conditions and the API.
    public final String code() {
        return code;
    }

    /// Whether what was asked for may have been done all the same.
    public final boolean mayHaveHappened() {
        return this instanceof Unreachable;
    }

    /// What was named is not there: an order that was forgotten.
    public static final class Absent extends CertificateFailure {
        private static final long serialVersionUID = 1L;

        public Absent(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The authority refuses it as it is; asking the same again is pointless, and costs.
    public static final class Rejected extends CertificateFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The account may not do this, or is not wanted.
    public static final class Denied extends CertificateFailure {
        private static final long serialVersionUID = 1L;

        public Denied(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// Too much was asked. Nothing more is asked of this issuer before the pause is over.
    public static final class Throttled extends CertificateFailure {
        private static final long serialVersionUID = 1L;
        private final transient Duration retryAfter;

        /// @param retryAfter what the authority asked for; none when it did not say
        public Throttled(String sentence, Optional<Duration> retryAfter) {
            super("Throttled", sentence, null);
            this.retryAfter = retryAfter.orElse(null);
        }

        /// How long the authority wants to be left alone; none when it did not say.
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /// No answer, one that cannot be understood, or that it failed at its end. The effect may have happened.
    public static final class Unreachable extends CertificateFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            super("AuthorityUnreachable", sentence, cause);
        }
    }
}

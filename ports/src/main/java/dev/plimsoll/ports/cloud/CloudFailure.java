package dev.plimsoll.ports.cloud;

import java.time.Duration;
import java.util.Optional;

/// A call to a cloud that did not answer with success. The cases are those that change what the caller does; the message carries the cloud's own words, without
/// credentials.
public abstract sealed class CloudFailure extends RuntimeException {
    /// Code of a network whose addresses another one there has.
    public static final String NETWORK_OVERLAPS = "NetworkOverlaps";

    private static final long serialVersionUID = 1L;
    private final String code;

    private CloudFailure(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /// Stable CamelCase word for conditions and the API, such as `QuotaExceeded`.
    public final String code() {
        return code;
    }

    /// Whether what was asked for may have been done all the same. Then the caller looks before it asks again, and it looks for as long as listings lag.
    public final boolean mayHaveHappened() {
        return switch (this) {
            case Unreachable _, Broken _ -> true;
            case Absent _, NoCapacity _, NotReady _, Rejected _, Denied _, Throttled _ -> false;
        };
    }

    /// What was named is not there: an image, a flavour, a network, the object itself.
    public static final class Absent extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public Absent(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// Right, but there is no room for it now: quota, no host, no free address. Try elsewhere or later, tell people.
    public static final class NoCapacity extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public NoCapacity(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// Not now, because of what the object is in the middle of or who uses it. Look again soon.
    public static final class NotReady extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public NotReady(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The cloud refuses it as it is; asking again the same way is pointless until somebody changes something.
    public static final class Rejected extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// The credentials are wrong, have run out, or may not do this. Nothing of this account is tried until it answers again; nothing is replaced meanwhile.
    public static final class Denied extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public Denied(String code, String sentence, Throwable cause) {
            super(code, sentence, cause);
        }
    }

    /// Too many calls. Nothing more is asked of this account before the pause is over.
    public static final class Throttled extends CloudFailure {
        private static final long serialVersionUID = 1L;
        private final transient Duration retryAfter;

        /// @param retryAfter what the cloud asked for; none when it did not say
        public Throttled(String sentence, Optional<Duration> retryAfter) {
            super("Throttled", sentence, null);
            this.retryAfter = retryAfter.orElse(null);
        }

        /// How long the cloud wants to be left alone; none when it did not say.
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /// No answer, or none that can be understood (half of a document, an empty one, a page of HTML). The effect may have happened.
    public static final class Unreachable extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            super("CloudUnreachable", sentence, cause);
        }
    }

    /// The cloud answered that it failed, such as 500. The effect may have happened.
    public static final class Broken extends CloudFailure {
        private static final long serialVersionUID = 1L;

        public Broken(String sentence, Throwable cause) {
            super("CloudError", sentence, cause);
        }
    }
}

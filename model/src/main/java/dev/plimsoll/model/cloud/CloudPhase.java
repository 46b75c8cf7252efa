package dev.plimsoll.model.cloud;

/// How an object in a cloud is.
public sealed interface CloudPhase {
    CloudPhase READY = new Ready();
    CloudPhase STOPPED = new Stopped();
    CloudPhase LEAVING = new Leaving();

    /// Being made, or being changed into what was asked for.
    ///
    /// @param word the cloud's own, such as BUILD
    record Pending(String word) implements CloudPhase {}

    /// Made in part only: whoever made it was interrupted. Asking for it again, with the same stamp, makes the rest.
    ///
    /// @param lacks what is missing, for people
    record Unfinished(String lacks) implements CloudPhase {}

    /// There and usable. A machine: powered on; whether its engine answers is another question.
    record Ready() implements CloudPhase {}

    /// A machine that is there and powered off.
    record Stopped() implements CloudPhase {}

    /// The cloud has given up on it; it never becomes ready and goes only when it is removed.
    ///
    /// @param reason in the cloud's own words
    /// @param noRoom the cloud had no place for it, which it noticed only after it had taken the wish; elsewhere or later there may be one
    record Failed(String reason, boolean noRoom) implements CloudPhase {
        public Failed(String reason) {
            this(reason, false);
        }
    }

    /// On its way out.
    record Leaving() implements CloudPhase {}

    /// One word for tables and statuses.
    default String word() {
        return switch (this) {
            case Pending _ -> "pending";
            case Unfinished _ -> "unfinished";
            case Ready _ -> "ready";
            case Stopped _ -> "stopped";
            case Failed _ -> "failed";
            case Leaving _ -> "leaving";
        };
    }
}

package dev.plimsoll.ports.simulated.cloud;

/// What can go wrong with one call to a cloud.
public enum CloudFault {
    /// Nothing is done, the caller hears nothing.
    REQUEST_LOST,
    /// Nothing is done, the caller hears that the cloud failed.
    BROKEN_BEFORE,
    /// It is done, the caller hears nothing, or half a document.
    REPLY_LOST,
    /// It is done, the caller hears that the cloud failed.
    BROKEN_AFTER,
    /// Too many calls: come back in a minute.
    THROTTLED,
    /// Too many calls, and no word of when to come back.
    THROTTLED_SILENTLY,
    /// The token has run out or was taken back.
    DENIED,
    /// There is no host for a machine of this size now.
    NO_HOST,
    /// The machine is taken on and ends in error before it ever runs.
    BUILD_FAILS,
    /// The machine stays in the making for an hour and then ends in error.
    BUILD_HANGS,
    /// The machine runs and has no address.
    NO_ADDRESS,
    /// The wish is taken and nothing comes of it.
    REMOVE_HANGS,
    /// Something still uses it, the cloud says.
    IN_USE;

    /// Whether it can befall this call.
    boolean befalls(CloudCall call) {
        return switch (this) {
            case REQUEST_LOST, BROKEN_BEFORE, THROTTLED, THROTTLED_SILENTLY, DENIED, REPLY_LOST -> true;
            case BROKEN_AFTER -> call.acts();
            case NO_HOST, BUILD_FAILS, BUILD_HANGS, NO_ADDRESS -> call == CloudCall.CREATE;
            case REMOVE_HANGS, IN_USE -> call == CloudCall.REMOVE;
        };
    }
}

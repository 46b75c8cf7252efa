package dev.plimsoll.store;

import java.time.Duration;
import java.util.Optional;

/// Named leases with epochs. Whoever takes a lease over gets a higher epoch, and commits fenced with a lower one are refused, so a paused
/// holder that wakes up can do no harm. Time is the store's own.
public interface Leases {
    /// Takes the lease when it is free, expired or already the holder's (which renews it and keeps the epoch).
    ///
    /// @return the fence to act under; none while somebody else holds it
    Optional<Fence> acquire(String lease, String holder, Duration life);

    /// Gives it back; nothing when it is somebody else's by now. The epoch is not reused.
    void release(Fence fence);

    /// Who holds it, if anybody.
    Optional<Fence> current(String lease);
}

package dev.plimsoll.store.commit;

import dev.plimsoll.store.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A lease as it is kept. Never deleted, so that epochs only grow.
///
/// @param lease  its name
/// @param holder who has or had it; empty after it was given back
/// @param epoch  counts take-overs from 1
/// @param until  when it expires
public record Tenure(String lease, String holder, long epoch, Instant until) {
    private static final String NOBODY = "";

    /// Nobody ever held it.
    static Tenure vacant(String lease) {
        return new Tenure(lease, NOBODY, 0, Instant.EPOCH);
    }

    /// An expired lease that nobody took over meanwhile goes on under its old epoch: nobody else can have acted.
    Optional<Tenure> acquire(String candidate, Instant now, Duration life) {
        if (candidate.equals(holder)) {
            return Optional.of(new Tenure(lease, holder, epoch, now.plus(life)));
        }
        return holds(now) ? Optional.empty() : Optional.of(new Tenure(lease, candidate, epoch + 1, now.plus(life)));
    }

    Tenure release() {
        return new Tenure(lease, NOBODY, epoch, Instant.EPOCH);
    }

    /// Whether this is the tenure a fence was given for, or a renewal of it.
    boolean backs(Fence fence) {
        return fence.epoch() == epoch && fence.holder().equals(holder);
    }

    boolean holds(Instant now) {
        return !holder.equals(NOBODY) && now.isBefore(until);
    }

    Fence fence() {
        return new Fence(lease, holder, epoch);
    }
}

package dev.plimsoll.planning.announcement;

import dev.plimsoll.model.Key;
import dev.plimsoll.planning.Fingerprint;
import java.time.Duration;

/// What the keys of one announcement below one prefix hang on; etcd calls it a lease. Its number holds both whose it is and how long it lasts: etcd cannot lengthen a lease, so another length is another lease, and
/// keys of both are ours.
///
/// @param owner the upper 41 bits of the number, without a sign
public record Tenure(long owner) {
    private static final int LENGTH_BITS = 22;
    private static final int OWNER_BITS = 63 - LENGTH_BITS;

    /// @param plane whose announcement
    public static Tenure of(String plane, Key announcement, String prefix) {
        var print = Fingerprint.of("plane", plane, "project", announcement.project(), "name", announcement.name(), "prefix", prefix);
        return new Tenure(Long.parseUnsignedLong(print, 16) >>> Long.SIZE - OWNER_BITS);
    }

    /// @param ttl whole seconds, less than 2^22
    public long number(Duration ttl) {
        return owner << LENGTH_BITS | ttl.toSeconds();
    }

    /// Whether keys that hang on this are ours.
    public boolean holds(long number) {
        return number != 0 && number >>> LENGTH_BITS == owner;
    }
}

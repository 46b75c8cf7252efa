package dev.plimsoll.ports.announcement;

import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import java.time.Duration;
import java.util.List;

/// What an etcd holds below one prefix. All calls block until it has answered, for half a minute at most. Implementations are safe for many threads. Every call may throw a
/// [dev.plimsoll.ports.registration.RegisterFailure].
public interface Keyspace extends AutoCloseable {
    /// All keys below the prefix as they were at one moment, anybody's.
    List<HeldKey> list();

    /// Begins a tenure, or lets the one of that number last its whole time again.
    ///
    /// @param number greater than 0
    /// @param ttl    whole seconds, at least as many as etcd allows (two at its usual settings)
    void renew(long number, Duration ttl);

    /// Carries out each of these where the key is still as it was seen. Many are carried out in parts, each of which happens as a whole or not at all.
    ///
    /// @return false when a key was not as it was seen, and the part it was in, and those after it, were left; also when the tenure is over
    boolean change(List<KeyChange> changes);

    @Override
    void close();
}

package dev.plimsoll.ports.registration;

import dev.plimsoll.model.registration.RegisterEntry;
import java.util.List;
import java.util.Map;

/// One register behind one API. All calls block until the API has answered, or the registration's time is over. Implementations are safe for many threads. Every call may throw a [RegisterFailure].
public interface Register extends AutoCloseable {
    /// All entries, anybody's.
    List<RegisterEntry> list();

    /// Adds an entry for an instance. Asked twice, some registers hold two.
    ///
    /// @param places what the call's templates may ask for; see [Registers.Access#places]
    void add(Map<String, String> places);

    /// Lets an entry get something new. Enabled already is success.
    void enable(RegisterEntry entry);

    /// Lets an entry get nothing new. Drained already is success.
    void drain(RegisterEntry entry);

    /// Removes an entry. Absent is success.
    void remove(RegisterEntry entry);

    @Override
    void close();
}

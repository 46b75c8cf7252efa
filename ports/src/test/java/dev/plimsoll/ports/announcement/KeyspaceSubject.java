package dev.plimsoll.ports.announcement;

import java.time.Duration;

/// An etcd's other side, as a contract test needs it.
public interface KeyspaceSubject extends AutoCloseable {
    Keyspace open(String prefix);

    /// By hand, as somebody else would: it hangs on nothing.
    void put(String key, String value);

    /// A while of the etcd's own time passes.
    void pass(Duration time) throws InterruptedException;

    @Override
    void close();
}

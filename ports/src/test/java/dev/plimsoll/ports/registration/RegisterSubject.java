package dev.plimsoll.ports.registration;

/// A register's other side, as a contract test needs it.
public interface RegisterSubject extends AutoCloseable {
    /// Of the API.
    String address();

    Register open(Registers.Access access);

    /// By hand, as somebody else would.
    void put(String key);

    /// So many are there.
    void load(String key, int people);

    /// The next call is done and not answered.
    void loseNextAnswer();

    /// The next call is neither done nor answered.
    void silenceNext();

    /// The next call is refused for a second.
    void throttleNext();

    @Override
    void close();
}

package dev.plimsoll.ports.swarm;

import dev.plimsoll.ports.swarm.Swarms.Member;
import java.time.Duration;

/// Three machines under test that are in no swarm, with what the contract suite needs around them. Opened before each test, closed after it.
public interface SwarmMachines extends AutoCloseable {
    Swarm swarm();

    /// @param number from 1
    Member machine(int number);

    /// As by pulling the plug.
    void powerOff(int machine);

    /// Until its engine answers again.
    void powerOn(int machine);

    /// Lets a little time of their world pass. Called between looks while the suite waits for a fact.
    void passTime();

    /// How long a fact may take to become true before the suite gives up.
    default Duration patience() {
        return Duration.ofMinutes(3);
    }

    @Override
    void close();
}

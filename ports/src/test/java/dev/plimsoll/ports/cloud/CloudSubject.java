package dev.plimsoll.ports.cloud;

import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import java.time.Duration;
import java.util.Optional;

/// A cloud under test with what the contract suite needs around it. Opened before each test, closed after it; closing removes whatever the hands made.
public interface CloudSubject extends AutoCloseable {
    Cloud cloud();

    CloudHands hands();

    /// A machine as this cloud makes them cheapest, in no network and behind no firewall.
    CloudPart.Machine machine(String name, CloudStamp stamp);

    /// A flavor of which this cloud has no place for a single machine; none where there is no such thing.
    default Optional<String> fullFlavor() {
        return Optional.empty();
    }

    /// A network nothing else uses, such as 10.231.7.0/24.
    String cidr();

    /// An address in that network that a machine may be given.
    String address();

    /// Lets a little time of the cloud's world pass. Called between looks while the suite waits for a fact.
    void passTime();

    /// How long a fact may take to become true before the suite gives up.
    default Duration patience() {
        return Duration.ofMinutes(3);
    }

    @Override
    void close();

    /// What a person with access to the cloud does behind our back, by the cloud's ids.
    interface CloudHands {
        /// Makes a machine that is not ours, and answers its id.
        String foreignMachine(String name);

        /// Whether it is there, ours or not.
        boolean exists(CloudRef ref);

        /// Gives a machine another name.
        void rename(String machine, String name);

        /// Removes a machine, ours or not.
        void delete(String machine);
    }
}

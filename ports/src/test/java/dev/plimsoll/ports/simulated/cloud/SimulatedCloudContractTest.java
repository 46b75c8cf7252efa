package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudContract;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.CloudSubject;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The simulated cloud keeps every cloud's promises.
class SimulatedCloudContractTest extends CloudContract {
    @Override
    protected CloudSubject open() {
        return new Subject(SimulatedWorld.stepped(1));
    }

    static final class Subject implements CloudSubject {
        private final SimulatedWorld world;
        private final Cloud cloud;

        Subject(SimulatedWorld world) {
            this.world = world;
            this.cloud = Opened.cloud(world);
        }

        @Override
        public Cloud cloud() {
            return cloud;
        }

        @Override
        public CloudPart.Machine machine(String name, CloudStamp stamp) {
            return new CloudPart.Machine(name, stamp, Optional.empty(), "tiny", "debian-12", List.of(), List.of(), List.of(), new SecretText(""), Map.of());
        }

        @Override
        public Optional<String> fullFlavor() {
            world.clouds().site().hand().soldOut("small", true);
            return Optional.of("small");
        }

        @Override
        public String cidr() {
            return "10.231.7.0/24";
        }

        @Override
        public String address() {
            return "10.231.7.50";
        }

        @Override
        public void passTime() {
            world.advanceTo(world.clock().instant().plus(Duration.ofSeconds(1)));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(5);
        }

        @Override
        public void close() {
            world.close();
        }

        @Override
        public CloudHands hands() {
            var hand = world.clouds().site().hand();
            return new CloudHands() {
                @Override
                public String foreignMachine(String name) {
                    return hand.foreignMachine(name);
                }

                @Override
                public boolean exists(CloudRef ref) {
                    return hand.everything().stream().anyMatch(t -> t.id().equals(ref.id()));
                }

                @Override
                public void rename(String machine, String name) {
                    hand.rename(machine, name);
                }

                @Override
                public void delete(String machine) {
                    hand.delete(machine);
                }
            };
        }
    }
}

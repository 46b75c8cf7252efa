package dev.plimsoll.model.cloud;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something of ours as a listing of a cloud saw it. What differs from what was declared is for planners to find; that it was made from something else is told by its
/// stamp's hash.
public sealed interface CloudObject {
    /// The cloud's own id; never used again for anything else.
    String id();

    /// The name there; a person may have changed it.
    String name();

    CloudStamp stamp();

    CloudPhase phase();

    CloudKind kind();

    /// @param inUse something of anybody's is in it, so that it cannot go yet
    record Network(String id, String name, CloudStamp stamp, CloudPhase phase, String cidr, boolean inUse) implements CloudObject {
        @Override
        public CloudKind kind() {
            return CloudKind.NETWORK;
        }
    }

    /// @param rules all of them, those made by hand too
    record Firewall(String id, String name, CloudStamp stamp, CloudPhase phase, Set<CloudRule> rules) implements CloudObject {
        public Firewall {
            rules = Set.copyOf(rules);
        }

        @Override
        public CloudKind kind() {
            return CloudKind.FIREWALL;
        }
    }

    /// A public key.
    record PublicKey(String id, String name, CloudStamp stamp, CloudPhase phase) implements CloudObject {
        @Override
        public CloudKind kind() {
            return CloudKind.KEY;
        }
    }

    /// @param machine id of the machine it leads to
    record FloatingIp(String id, String name, CloudStamp stamp, CloudPhase phase, String address, Optional<String> machine) implements CloudObject {
        @Override
        public CloudKind kind() {
            return CloudKind.FLOATING_IP;
        }
    }

    /// @param zone            empty where the cloud has none
    /// @param flavor          as the cloud calls it; another one than declared: somebody resized it
    /// @param firewalls       ids of those around it
    /// @param addresses       in its networks, the first network's first; none while it has none
    /// @param publicAddresses that the world can reach, floating ones included
    record Machine(String id, String name, CloudStamp stamp, CloudPhase phase, String zone, String flavor, Set<String> firewalls, List<String> addresses,
                   List<String> publicAddresses) implements CloudObject {
        public Machine {
            firewalls = Set.copyOf(firewalls);
            addresses = List.copyOf(addresses);
            publicAddresses = List.copyOf(publicAddresses);
        }

        @Override
        public CloudKind kind() {
            return CloudKind.MACHINE;
        }
    }
}

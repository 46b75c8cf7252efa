package dev.plimsoll.model.cloud;

import dev.plimsoll.model.outside.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Something a cloud is asked to make, complete: names are computed, references resolved to the cloud's own ids, nothing is left to decide.
public sealed interface CloudPart {
    /// The name in the cloud: a DNS label, computed from the stamp's owner.
    String name();

    CloudStamp stamp();

    CloudKind kind();

    /// A network with its addresses and, unless it is isolated, its way out.
    ///
    /// @param gateway     none: the network's first address
    /// @param dynamic     addresses that the cloud gives out, as first-last; none: all
    /// @param upstream    network by which traffic leaves; none: the cloud's only one
    /// @param nameServers none: the cloud's own
    record Network(String name, CloudStamp stamp, String cidr, Optional<String> gateway, Optional<String> dynamic, boolean isolated, Optional<String> upstream,
                   List<String> nameServers) implements CloudPart {
        public Network {
            nameServers = List.copyOf(nameServers);
        }

        @Override
        public CloudKind kind() {
            return CloudKind.NETWORK;
        }
    }

    /// A firewall with exactly these rules: what a cloud puts into a new one by itself is taken out.
    record Firewall(String name, CloudStamp stamp, Set<CloudRule> rules) implements CloudPart {
        public Firewall {
            rules = Set.copyOf(rules);
        }

        @Override
        public CloudKind kind() {
            return CloudKind.FIREWALL;
        }
    }

    /// A public key.
    record PublicKey(String name, CloudStamp stamp, String text) implements CloudPart {
        @Override
        public CloudKind kind() {
            return CloudKind.KEY;
        }
    }

    /// An address that the world can reach.
    ///
    /// @param upstream network it comes from; none: the cloud's only one
    /// @param machine  the cloud's id of the machine it leads to; none: it leads nowhere
    record FloatingIp(String name, CloudStamp stamp, Optional<String> upstream, Optional<String> machine) implements CloudPart {
        @Override
        public CloudKind kind() {
            return CloudKind.FLOATING_IP;
        }
    }

    /// A machine: made and powered on.
    ///
    /// @param zone      none: the cloud chooses
    /// @param flavor    as the cloud calls it; empty where machines have no sizes
    /// @param image     as the cloud calls it; empty where machines have none
    /// @param networks  the one of the first interface first
    /// @param firewalls by the cloud's ids
    /// @param keys      public keys that may log in
    /// @param userData  what the machine does at its first boot; empty: nothing. Secret, because it may hold a one-time credential
    /// @param labels    further values for people to find it by in the cloud
    record Machine(String name, CloudStamp stamp, Optional<String> zone, String flavor, String image, List<Interface> networks, List<String> firewalls, List<Login> keys,
                   SecretText userData, Map<String, String> labels) implements CloudPart {
        public Machine {
            networks = List.copyOf(networks);
            firewalls = List.copyOf(firewalls);
            keys = List.copyOf(keys);
            labels = Map.copyOf(labels);
        }

        @Override
        public CloudKind kind() {
            return CloudKind.MACHINE;
        }
    }

    /// @param network the cloud's id of it
    /// @param address none: the cloud gives one out
    record Interface(String network, Optional<String> address) {}

    /// Who may log in to a machine.
    ///
    /// @param id  the cloud's id of the key
    /// @param text the public key itself, for clouds that know no keys
    record Login(String id, String text) {}
}

package dev.plimsoll.cli.machines;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A machine as one reaches it.
///
/// @param address   where SSH answers; empty while it has none
/// @param user      to log in as; none: whatever the person's own settings say
/// @param hostKey   pinned fingerprint; none where nobody knew it beforehand
/// @param identity  names the very machine: another one of the same name has another
/// @param pool      empty when it was declared by hand
/// @param cluster   empty when it is in none
/// @param addresses in its networks
public record KnownMachine(String name, String address, int port, Optional<String> user, Optional<String> hostKey, String identity, Place place, Standing standing, List<String> addresses,
                           List<String> publicAddresses, Map<String, String> labels) {
    public KnownMachine {
        addresses = List.copyOf(addresses);
        publicAddresses = List.copyOf(publicAddresses);
        labels = Map.copyOf(labels);
    }

    /// Where it belongs.
    public record Place(String role, String pool, String cluster, String region, String cloud, String zone) {}

    /// How it is.
    public record Standing(boolean level, String phase, String image, String flavor) {}
}

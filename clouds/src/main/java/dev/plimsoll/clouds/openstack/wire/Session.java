package dev.plimsoll.clouds.openstack.wire;

import dev.plimsoll.model.outside.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a log-in gave: a token until it ends, and what is known with it.
///
/// @param ends      when it is renewed, by our own clock; some time before the token ends
/// @param project   id of the project whose objects are ours to see
/// @param account   project and user, for people
/// @param roles     what the user is in the project, such as member
/// @param addresses where each service is asked
/// @param compute   version of Nova's API that is spoken
public record Session(SecretText token, Instant ends, String project, String account, List<String> roles, Map<Service, String> addresses, ComputeVersion compute) {
    public Session {
        roles = List.copyOf(roles);
        addresses = Map.copyOf(addresses);
    }
}

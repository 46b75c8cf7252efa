package dev.plimsoll.model.ingress;

import dev.plimsoll.model.route.Target;
import java.util.List;

/// A target and who answers for it at the moment.
///
/// @param servers in a stable order; none while no instance is ready
public record TargetServers(Target target, List<Server> servers) {
    public TargetServers {
        servers = List.copyOf(servers);
    }
}

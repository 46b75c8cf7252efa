package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.ports.Images;
import java.util.Optional;

/// Log-ins to registries, asked for whenever one is handed over: many live some hours only.
@FunctionalInterface
public interface Logins {
    Logins NONE = _ -> Optional.empty();

    /// @param registry host of a registry
    /// @return none when it needs no log-in
    Optional<Images.Login> to(String registry);
}

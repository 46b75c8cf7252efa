package dev.plimsoll.api.plane;

import java.util.Map;

/// Tells what the engines are.
@FunctionalInterface
public interface EngineReport {
    /// Asks this machine's engine, for some seconds at most. An engine that does not answer is a fact too, not an exception.
    Facts facts();

    /// The same of each cluster, by project and name: `default/blue`. Those that are no engine yet are not reachable, and say why.
    default Map<String, Facts> clusters() {
        return Map.of();
    }

    /// @param name      of the adapter, such as `docker`
    /// @param reachable whether it answered
    /// @param version   of the engine; empty when unknown
    /// @param api       version of its API; empty when unknown
    /// @param address   how it is reached, without credentials
    /// @param error     why it did not answer, in its own words; empty when it did
    /// @param details   further facts for people
    record Facts(String name, boolean reachable, String version, String api, String address, String error, Map<String, String> details) {
        public Facts {
            details = Map.copyOf(details);
        }
    }
}

package dev.plimsoll.api.plane;

import java.util.Map;

/// Tells what the engine is.
@FunctionalInterface
public interface EngineReport {
    /// Asks the engine, for some seconds at most. An engine that does not answer is a fact too, not an exception.
    Facts facts();

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

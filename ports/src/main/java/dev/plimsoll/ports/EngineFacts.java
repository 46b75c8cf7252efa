package dev.plimsoll.ports;

import java.util.Map;

/// What an engine is.
///
/// @param version  its version, for people
/// @param api      version of its API, for people
/// @param address  how it is reached, without credentials
/// @param cpus     processors
/// @param memory   bytes
/// @param details  further facts for `doctor`, such as `ipvs: missing`
public record EngineFacts(String version, String api, String address, int cpus, long memory, Map<String, String> details) {
    /// The detail that is the name of the engine's host.
    public static final String HOST = "host name";

    public EngineFacts {
        details = Map.copyOf(details);
    }
}

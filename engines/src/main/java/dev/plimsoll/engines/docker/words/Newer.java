package dev.plimsoll.engines.docker.words;

import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.ports.EngineFailure;
import java.util.Map;

/// What only newer engines know. An older one would take the request and pass over what it does not know, so it is not asked.
final class Newer {
    /// The engine's release in which a version of the API came.
    private static final Map<Integer, String> RELEASES = Map.of(43, "24", 44, "25", 45, "26");

    private Newer() {}

    /// The value, when the engine knows it or there is nothing to know.
    ///
    /// @param minor least version of the API, behind `1.`
    /// @throws EngineFailure.Rejected when the engine is too old
    static <T> T than(ApiVersion api, int minor, String what, T value) {
        boolean asked = !(value instanceof Map<?, ?> map && map.isEmpty());
        if (asked && !api.atLeast(1, minor)) {
            throw new EngineFailure.Rejected("EngineTooOld", what + " needs Docker Engine " + RELEASES.get(minor) + " or newer (API 1." + minor + "; this one has " + api
                + ")", null);
        }
        return value;
    }
}

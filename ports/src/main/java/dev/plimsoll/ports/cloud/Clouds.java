package dev.plimsoll.ports.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.outside.SecretText;
import java.util.Map;

/// Opens clouds.
@FunctionalInterface
public interface Clouds {
    /// A cloud to talk to. Need not ask it anything yet.
    ///
    /// @throws CloudFailure.Rejected when no adapter knows this type (code `NotSupported`), or when an option or a credential is missing or unknown (code `InvalidRegion`);
    ///     the sentence names it and says what the adapter takes
    Cloud open(Access access);

    /// What an adapter needs to know.
    ///
    /// @param region      whose it is, for messages
    /// @param spec        as declared
    /// @param credentials the opened entries of the region's secret; empty when it names none
    record Access(Key region, RegionSpec spec, Map<String, SecretText> credentials) {
        public Access {
            credentials = Map.copyOf(credentials);
        }
    }
}

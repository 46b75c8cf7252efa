package dev.plimsoll.ports;

import java.io.InputStream;
import java.util.Optional;

/// Uploaded build contexts, named by the SHA-256 of their tar.
@FunctionalInterface
public interface Contexts {
    /// Opens a context for one reading.
    ///
    /// @param sha256 digest in hex
    /// @return none when it was never uploaded or has been collected
    Optional<InputStream> open(String sha256);
}

package dev.plimsoll.ports;

import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;

/// Seals secret values before they are stored and opens them for the step that hands them over.
public interface Vault {
    /// A copy in which every value not yet sealed is. Idempotent.
    SecretSpec seal(SecretSpec spec);

    /// Opens one sealed value.
    ///
    /// @throws IllegalStateException when it was sealed with another key or altered; the message names the entry, not the value
    SecretText open(String sealed);
}

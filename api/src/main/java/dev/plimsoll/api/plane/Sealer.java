package dev.plimsoll.api.plane;

import dev.plimsoll.model.SecretSpec;

/// Seals values of secrets before they are stored. Nothing of the API ever sees a sealed value opened.
public interface Sealer {
    /// A copy in which every value not yet sealed is. Idempotent.
    SecretSpec seal(SecretSpec spec);

    /// Whether a sealed value hides just this text. False too when it cannot be opened.
    boolean hides(String sealed, String text);
}

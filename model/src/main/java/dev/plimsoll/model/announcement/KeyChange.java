package dev.plimsoll.model.announcement;

import java.util.Optional;

/// One thing to change, and only where the key is as it was seen.
public sealed interface KeyChange {
    String key();

    /// Writes a value.
    ///
    /// @param before as seen; none: there is no such key
    /// @param tenure what it is to hang on
    record Write(String key, String value, long tenure, Optional<HeldKey> before) implements KeyChange {}

    record Remove(HeldKey before) implements KeyChange {
        @Override
        public String key() {
            return before.key();
        }
    }
}

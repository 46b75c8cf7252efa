package dev.plimsoll.manifest.tree;

import java.util.Optional;

/// Where the values for `${NAME}` come from.
public interface Variables {
    /// The value, which may be empty. None when it is not set, or not known yet and to be asked for.
    Optional<String> value(String name);

    /// Whether it is certain that the variable is not set; false while somebody still has to be asked.
    boolean isKnownUnset(String name);

    /// Says that a variable without a default is not set, as an error or a warning.
    void sayUnset(String name, Mark mark, Trail trail, Findings findings);
}

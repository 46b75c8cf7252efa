package dev.plimsoll.api.plane;

import dev.plimsoll.model.Key;
import java.util.List;
import java.util.Optional;

/// Lists what this control plane made on its engines, in whatever project.
@FunctionalInterface
public interface Stock {
    /// Asks the engines. May throw [EngineTrouble].
    List<Item> items();

    /// @param name    the engine's
    /// @param id      the engine's
    /// @param owner   the resource it belongs to, when it still can be told
    /// @param cluster that it is on; none: this machine's engine
    record Item(Type type, String name, String id, Optional<String> project, Optional<String> assembly, Optional<Key> owner, Optional<String> cluster) {}

    /// What it is.
    enum Type { INSTANCE, NETWORK, VOLUME, IMAGE }
}

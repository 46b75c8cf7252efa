package dev.plimsoll.api.plane;

import java.util.List;

/// Tells whether the control plane can do its work: store open, lease held, mirror filled, first listing of the engine seen.
@FunctionalInterface
public interface Readiness {
    /// One sentence for each thing that is not ready; nothing when all is. Must answer at once: it may not ask the engine or the store.
    List<String> missing();
}

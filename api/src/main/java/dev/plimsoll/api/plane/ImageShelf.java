package dev.plimsoll.api.plane;

import java.util.List;
import java.util.Optional;

/// Images of this machine's engine, for those who need one before anything is declared. All calls may throw [EngineTrouble].
public interface ImageShelf {
    /// Makes sure the engine has an image of a name.
    ///
    /// @param reference such as `plimsoll/base:1`
    /// @param pull      whether it may be fetched; without, it is only looked for
    /// @param context   build context to make it from; none: it is pulled
    Ensured ensure(String reference, boolean pull, Optional<String> context);

    /// Removes every image this control plane built that nothing uses, on all engines.
    Cleared removeUnused();

    /// @param did see there
    record Ensured(String reference, String id, Did did) {}

    /// How it came that the image is there.
    enum Did { FOUND, PULLED, BUILT }

    /// @param removed names of images that are gone
    /// @param kept    names of images still in use
    record Cleared(List<String> removed, List<String> kept) {
        public Cleared {
            removed = List.copyOf(removed);
            kept = List.copyOf(kept);
        }
    }
}

package dev.plimsoll.store.watch;

/// Reads changes from the store's tables.
@FunctionalInterface
public interface Past {
    /// @throws dev.plimsoll.store.StoreFailure.TooOld when changes after that revision were compacted away
    Stretch after(long revision, int atMost);
}

/// [WatchedMirror]: the store's newest state in memory, kept by a list and a watch.
///
/// Invariant: what a reader sees is never older than the revision the mirror says it has reached; `await` returns only then.
package dev.plimsoll.store.mirror;

package dev.plimsoll.loop;

import dev.plimsoll.model.Key;

/// Makes one resource level. Told which, never what happened: it reads everything it needs and drives all of it.
@FunctionalInterface
public interface Reconciler {
    /// Looks at the key's resource and the world, takes the next steps, writes status once. Called for a key that left the store too
    /// (to find strays); then there is usually nothing to do.
    ///
    /// Guaranteed: never twice at once for one key; the mirror shows at least the key's own last writes ([Run#wrote]). A thrown exception
    /// counts as [Outcome.FailedRetry], a store's `Conflict` as another turn. The thread is interrupted when the run exceeds the controller's deadline or the server stops.
    ///
    /// @param run for telling what is being done
    Outcome reconcile(Key key, Run run) throws InterruptedException;
}

package dev.plimsoll.store;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import java.util.List;
import java.util.Optional;

/// Resources with one global, gap-free, monotonic revision. All calls block; implementations are safe for many threads.
/// Every call may throw a [StoreFailure].
public interface VersionedStore extends AutoCloseable {
    /// Id of this control plane: made once with the state, kept by backup and restore. It stamps everything made outside.
    String plane();

    /// The newest committed revision; 0 when nothing was ever written.
    long revision();

    /// The newest committed state of one resource.
    Optional<Resource> get(Key key);

    /// A page of resources in key order, all as of one revision.
    ///
    /// @throws StoreFailure.TooOld when the query continues a listing whose revision was compacted away: list again
    Listing list(Query query);

    /// Commits all writes or none, in order, each with a revision of its own. On return they are durable.
    ///
    /// @param fence none for writes on behalf of a person; controllers give the lease they act under
    /// @return the resources as committed (for removals: as last seen), in the order of the writes. A write that changes nothing (same
    ///     spec, metadata and status) takes no revision and answers the resource as it is
    /// @throws StoreFailure.Conflict   when a precondition does not hold
    /// @throws StoreFailure.StaleEpoch when the fence's epoch is not the newest of its lease
    List<Resource> commit(List<Write> writes, Optional<Fence> fence);

    /// Calls `watcher` for everything committed after `afterRevision`, in revision order, from one thread, until closed. Earlier states of a
    /// resource that changed again meanwhile may be left out; its newest is not.
    ///
    /// @throws StoreFailure.TooOld when changes after that revision were compacted away: list again
    Subscription watch(long afterRevision, Watcher watcher);

    /// Forgets the memory of removals and changes up to a revision. Watches from before it are then too old.
    void compact(long upToRevision);

    /// Leases: who may act. See [Leases].
    Leases leases();

    @Override
    void close();

    /// Gets changes. A watcher that throws or falls too far behind is cut off: [#lost] is called and nothing after it.
    interface Watcher {
        void changed(Change change);

        /// The subscription ended by itself (fell behind, store trouble): list again and watch from there.
        void lost(String reason);
    }

    /// @param resource as committed; for a removal as last seen, with the removal's revision
    /// @param removed  whether it left the store
    record Change(Resource resource, boolean removed) {
        public long revision() {
            return resource.metadata().revision();
        }
    }

    /// Ends a watch.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

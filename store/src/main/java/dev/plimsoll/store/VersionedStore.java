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

    /// A page of resources in key order, all as of one revision. Each page is as of its own; because the order is by key, what exists all the
    /// time is on exactly one page, and a watch from the first page's revision tells of everything that changed between the pages.
    Listing list(Query query);

    /// All resources of all kinds in key order, as of one revision. For mirrors and backups, which hold everything anyway.
    Listing everything();

    /// Commits all writes or none, in order, each with a revision of its own. On return they are durable.
    ///
    /// @param fence none for writes on behalf of a person; controllers give the lease they act under
    /// @return the resources as committed (for removals: as last seen, at the removal's revision), in the order of the writes. A write that
    ///     changes nothing (same spec, metadata and status) takes no revision and answers the resource as it is, or nothing when there is none
    /// @throws StoreFailure.Conflict   when a precondition does not hold
    /// @throws StoreFailure.StaleEpoch when the fence's epoch is not the newest of its lease
    List<Resource> commit(List<Write> writes, Optional<Fence> fence);

    /// Calls `watcher` for everything committed after `afterRevision`, in revision order, from one thread, until closed. Earlier states of a
    /// resource that changed again meanwhile may be left out; its newest is not.
    ///
    /// @throws StoreFailure.TooOld when changes after that revision were compacted away, or this store never had that revision: list again
    Subscription watch(long afterRevision, Watcher watcher);

    /// Forgets the memory of removals and changes up to a revision. Watches from before it are then too old.
    void compact(long upToRevision);

    /// Leases: who may act. See [Leases].
    Leases leases();

    @Override
    void close();

    /// Gets changes. A watcher that throws, or is still behind when what it has not seen is compacted away, is cut off: [#lost] is called and
    /// nothing after it.
    interface Watcher {
        void changed(Change change);

        /// Everything up to this revision was delivered. While a watcher catches up, this is not so after each change: the state a resource had
        /// at an earlier revision may have been left out because a later one follows.
        default void seen(long revision) {}

        /// The subscription ended by itself (fell behind, store trouble, store closed): list again and watch from there.
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

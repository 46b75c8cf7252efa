package dev.plimsoll.store;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The store's newest state in memory, kept by a watch. Reads cost no I/O and answer shared immutable values. May lag the
/// store by moments; [#await] closes the gap for those who wrote.
public interface Mirror extends AutoCloseable {
    /// The revision up to which this mirror has seen everything.
    long revision();

    /// Waits until everything up to `revision` is seen. Returns at once when it already is.
    void await(long revision) throws InterruptedException;

    Optional<Resource> get(Key key);

    /// Resources in key order, without limit and paging unless the query names them.
    List<Resource> list(Query query);

    /// How many resources of a kind there are, without walking them.
    int count(Kind kind);

    /// Calls `listener` after each change was made visible here, from one thread; for a removal with `removed` set. A listener must not block.
    AutoCloseable subscribe(Consumer<VersionedStore.Change> listener);

    @Override
    void close();
}

package dev.plimsoll.api.resources;

import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Commits on behalf of people. On return the mirror has seen the commit, so whoever reads next, this client or another, reads it.
public final class Commits {
    /// Controllers write statuses all the time, and each counts as a change; a person's change must not fail for that.
    private static final int ATTEMPTS = 10;

    private final VersionedStore store;
    private final Mirror mirror;

    public Commits(VersionedStore store, Mirror mirror) {
        this.store = store;
        this.mirror = mirror;
    }

    public List<Resource> commit(List<Write> writes) throws InterruptedException {
        var committed = store.commit(writes, Optional.empty());
        mirror.await(committed.stream().mapToLong(r -> r.metadata().revision()).max().orElse(0));
        return committed;
    }

    /// Repeats a read-decide-commit that lost a race, from the reading on.
    public <T> T repeated(Callable<T> attempt) throws Exception {
        for (int i = 1; ; i++) {
            try {
                return attempt.call();
            } catch (StoreFailure.Conflict lost) {
                if (i == ATTEMPTS) {
                    throw lost;
                }
                mirror.await(store.revision());
            }
        }
    }
}

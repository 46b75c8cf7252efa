package dev.plimsoll.store.sql;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.commit.Ledger;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// One caller's turn in a group commit, and where the caller waits for its end.
final class Ticket<T> {
    private final Set<Key> keys;
    private final Set<String> leases;
    private final Function<Ledger, T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    /// @param keys   resources the work will look at
    /// @param leases leases the work will look at
    /// @param work   what to do; it may be done more than once when the transaction has to be repeated
    Ticket(Set<Key> keys, Set<String> leases, Function<Ledger, T> work) {
        this.keys = keys;
        this.leases = leases;
        this.work = work;
    }

    Set<Key> keys() {
        return keys;
    }

    Set<String> leases() {
        return leases;
    }

    /// @return what to do once the transaction is durable: tell the caller
    Runnable carryOut(Ledger ledger) {
        try {
            var result = work.apply(ledger);
            return () -> answer.complete(result);
        } catch (RuntimeException refusal) {
            return () -> refuse(refusal);
        }
    }

    void refuse(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    T await() {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the commit, which may have been done", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure ? failure : new Unavailable("the commit failed: " + failed.getCause(), failed);
        }
    }
}

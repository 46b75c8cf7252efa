package dev.plimsoll.store.sql;

import dev.plimsoll.store.Fence;
import dev.plimsoll.store.Leases;
import dev.plimsoll.store.commit.Ledger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Leases go the way of all commits, so that a take-over and a fenced commit are always one before the other.
final class SqlLeases implements Leases {
    private final GroupCommit commits;

    SqlLeases(GroupCommit commits) {
        this.commits = commits;
    }

    @Override
    public Optional<Fence> acquire(String lease, String holder, Duration life) {
        return on(lease, ledger -> ledger.acquire(lease, holder, life));
    }

    @Override
    public void release(Fence fence) {
        on(fence.lease(), ledger -> {
            ledger.release(fence);
            return fence;
        });
    }

    @Override
    public Optional<Fence> current(String lease) {
        return on(lease, ledger -> ledger.current(lease));
    }

    private <T> T on(String lease, Function<Ledger, T> work) {
        return commits.submit(new Ticket<>(Set.of(), Set.of(lease), work));
    }
}

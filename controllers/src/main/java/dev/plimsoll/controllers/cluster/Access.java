package dev.plimsoll.controllers.cluster;

import dev.plimsoll.controllers.cluster.Clusters.Found;
import dev.plimsoll.controllers.cluster.Clusters.Turn;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// The way to one cluster's swarm: who may change it beside whom, and looks that are shared.
final class Access {
    private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock();
    private final ReentrantLock services = new ReentrantLock();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long begun;
    private Optional<Found> latest = Optional.empty();
    private Optional<Opened> opened = Optional.empty();
    private final List<Swarm> retired = new ArrayList<>();

    private record Opened(List<Member> members, Swarm swarm) {}

    Turn alone() throws InterruptedException {
        var turn = turn(turns.writeLock());
        closeRetired();
        return turn;
    }

    Turn beside() throws InterruptedException {
        return turn(turns.readLock());
    }

    Turn services() throws InterruptedException {
        return turn(services);
    }

    private static Turn turn(Lock lock) throws InterruptedException {
        lock.lockInterruptibly();
        return lock::unlock;
    }

    /// A thousand machines that are emptied together cost one look for each step, and not a thousand. A look that was under way when somebody came may have missed what he did, so it is not his.
    Found look(Supplier<Found> look) throws InterruptedException {
        long before = begun;
        looking.lockInterruptibly();
        try {
            if (begun == before || latest.isEmpty()) {
                begun = begun + 1;
                latest = Optional.empty();
                latest = Optional.of(look.get());
            }
            return latest.get();
        } finally {
            looking.unlock();
        }
    }

    /// One of other machines may be in use: it is closed by the next who is alone.
    synchronized Swarm swarm(List<Member> members, Function<List<Member>, Swarm> opening) {
        if (opened.filter(o -> o.members().equals(members)).isEmpty()) {
            var swarm = opening.apply(members);
            opened.ifPresent(before -> retired.add(before.swarm()));
            opened = Optional.of(new Opened(members, swarm));
        }
        return opened.orElseThrow().swarm();
    }

    private synchronized void closeRetired() {
        retired.forEach(Swarm::close);
        retired.clear();
    }

    synchronized void close() {
        closeRetired();
        opened.ifPresent(o -> o.swarm().close());
        opened = Optional.empty();
    }
}

package dev.plimsoll.ports.simulated.announcement;

import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One etcd. Tests look at it, write to it by hand, and make it fail.
public final class SimulatedEtcd {
    private final InstantSource clock;
    private final TreeMap<String, HeldKey> keys = new TreeMap<>();
    private final Map<Long, Instant> tenures = new HashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private long revision = 1;

    /// What happens to a call. SILENT: nothing is done, and nobody answers. LOST: it is done, and nobody answers.
    public enum Trouble { SILENT, LOST }

    SimulatedEtcd(InstantSource clock) {
        this.clock = clock;
    }

    /// The next calls meet these troubles, one each.
    public synchronized void meet(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    public synchronized void calm() {
        troubles.clear();
    }

    /// By hand, as somebody else would: it hangs on nothing.
    public synchronized void put(String key, String value) {
        keys.put(key, new HeldKey(key, value, 0, ++revision));
    }

    /// By hand.
    public synchronized void remove(String key) {
        expire();
        keys.remove(key);
    }

    /// Everything in it, for looking at.
    public synchronized Map<String, String> everything() {
        expire();
        var all = new TreeMap<String, String>();
        keys.values().forEach(k -> all.put(k.key(), k.value()));
        return all;
    }

    Keyspace below(String prefix) {
        return new Door(prefix);
    }

    private synchronized <T> T call(Supplier<T> doing) {
        expire();
        var trouble = Optional.ofNullable(troubles.poll());
        if (trouble.filter(Trouble.SILENT::equals).isPresent()) {
            throw silence();
        }
        var done = doing.get();
        if (trouble.isPresent()) {
            throw silence();
        }
        return done;
    }

    private void expire() {
        var now = clock.instant();
        tenures.values().removeIf(end -> !end.isAfter(now));
        keys.values().removeIf(k -> k.tenure() != 0 && !tenures.containsKey(k.tenure()));
    }

    private boolean asSeen(KeyChange change) {
        return switch (change) {
            case KeyChange.Write(var key, var _, var tenure, var before) -> Optional.ofNullable(keys.get(key)).map(HeldKey::revision).equals(before.map(HeldKey::revision)) && tenures.containsKey(tenure);
            case KeyChange.Remove(var before) -> Optional.ofNullable(keys.get(before.key())).filter(k -> k.revision() == before.revision()).isPresent();
        };
    }

    private static RegisterFailure silence() {
        return new RegisterFailure.Unreachable("the simulated etcd does not answer", null);
    }

    private final class Door implements Keyspace {
        private final String prefix;

        Door(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public List<HeldKey> list() {
            return call(() -> keys.values().stream().filter(k -> k.key().startsWith(prefix)).toList());
        }

        @Override
        public void renew(long number, Duration ttl) {
            call(() -> tenures.put(number, clock.instant().plus(ttl)));
        }

        @Override
        public boolean change(List<KeyChange> changes) {
            return call(() -> {
                if (!changes.stream().allMatch(SimulatedEtcd.this::asSeen)) {
                    return false;
                }
                revision++;
                changes.forEach(change -> {
                    switch (change) {
                        case KeyChange.Write(var key, var value, var tenure, var _) -> keys.put(key, new HeldKey(key, value, tenure, revision));
                        case KeyChange.Remove(var before) -> keys.remove(before.key());
                    }
                });
                return true;
            });
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

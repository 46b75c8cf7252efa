package dev.plimsoll.ports.simulated.announcement;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.announcement.KeyspaceContract;
import dev.plimsoll.ports.announcement.KeyspaceSubject;
import dev.plimsoll.ports.announcement.Keyspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

class SimulatedKeyspacesTest extends KeyspaceContract {
    private static final String ENDPOINT = "https://etcd.example.org:2379";

    @Override
    protected KeyspaceSubject subject() {
        var now = new AtomicReference<>(Instant.EPOCH);
        return new Simulated(new SimulatedKeyspaces(now::get), now);
    }

    private record Simulated(SimulatedKeyspaces etcds, AtomicReference<Instant> now) implements KeyspaceSubject {
        @Override
        public Keyspace open(String prefix) {
            return etcds.open(new Keyspaces.Access(new Key(Kind.ANNOUNCEMENT, "default", "etcd"), AnnouncementSpec.at(ENDPOINT).withPrefix(prefix), Map.of()));
        }

        @Override
        public void put(String key, String value) {
            etcds.at(ENDPOINT).put(key, value);
        }

        @Override
        public void pass(Duration time) {
            now.updateAndGet(n -> n.plus(time));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

package dev.plimsoll.store.memory;

import dev.plimsoll.store.LeasesContract;
import dev.plimsoll.store.MovableClock;
import dev.plimsoll.store.VersionedStore;
import java.time.Duration;
import java.util.UUID;

class MemoryStoreTest extends LeasesContract {
    private final MovableClock clock = new MovableClock();

    @Override
    protected VersionedStore open() {
        return new MemoryStore(clock, () -> UUID.randomUUID().toString());
    }

    @Override
    protected void letPass(Duration time) {
        clock.move(time);
    }
}

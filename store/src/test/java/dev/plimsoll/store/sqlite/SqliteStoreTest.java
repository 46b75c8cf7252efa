package dev.plimsoll.store.sqlite;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.put;
import static dev.plimsoll.store.Samples.remove;
import static dev.plimsoll.store.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.LeasesContract;
import dev.plimsoll.store.MovableClock;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Watched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends LeasesContract {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    @Override
    protected VersionedStore open() {
        return SqliteStore.open(folder, new StoredJson(), clock, () -> UUID.randomUUID().toString());
    }

    @Override
    protected void letPass(Duration time) {
        clock.move(time);
    }

    @Test
    void findsEverythingAgain() {
        commit(put(config("a", "1")));
        commit(report("a", "fine"));
        commit(put(config("b", "1")));
        commit(remove("b"));
        store.leases().acquire("loop", "one", Duration.ofSeconds(10));
        var plane = store.plane();
        var before = store.everything();
        store.close();

        store = open();
        assertThat(store.plane()).isEqualTo(plane);
        assertThat(store.everything()).isEqualTo(before);
        assertThat(store.leases().current("loop")).contains(new Fence("loop", "one", 1));
        var watched = Watched.eager();
        try (var _ = store.watch(0, watched)) {
            assertThat(watched.awaitSeen(4)).last().satisfies(change -> assertThat(change.removed()).isTrue());
        }
        assertThat(commit(put(config("c", "1"))).metadata().revision()).isEqualTo(5);
        assertThat(store.get(key("b"))).isEmpty();
    }
}

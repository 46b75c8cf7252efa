package dev.plimsoll.store;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.put;
import static dev.plimsoll.store.Samples.remove;
import static dev.plimsoll.store.Samples.report;
import static dev.plimsoll.store.Samples.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.VersionedStore.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store promises to watchers.
public abstract class WatchContract extends VersionedStoreContract {

    @Test
    void tellsALiveWatcherOfEveryChange() {
        var watched = Watched.eager();
        try (var _ = store.watch(0, watched)) {
            commit(put(config("a", "1")));
            commit(report("a", "fine"));
            var removed = commit(remove("a"));

            var changes = watched.awaitSeen(3);
            assertThat(changes).extracting(Change::revision).isSorted().endsWith(3L);
            assertThat(changes.getLast()).isEqualTo(new Change(removed, true));
        }
    }

    @Test
    void replaysWhatWasBeforeAndGoesOnLiveWithoutAGap() throws Exception {
        var total = 400;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = pool.submit(() -> IntStream.range(0, total).forEach(n -> commit(put(config("c" + n, "1")))));
            var early = Watched.eager();
            var late = Watched.eager();
            try (var _ = store.watch(0, early)) {
                early.awaitRevision(total / 2);
                try (var _ = store.watch(10, late)) {
                    assertThat(early.awaitSeen(total)).extracting(Change::revision).containsExactlyElementsOf(range(1, total));
                    assertThat(late.awaitSeen(total)).extracting(Change::revision).containsExactlyElementsOf(range(11, total));
                }
            }
            writing.get();
        }
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void aReplayEndsInTheNewestStateIncludingRemovals() {
        commit(put(config("a", "1")));
        commit(put(config("b", "1")));
        commit(put(config("a", "2")));
        commit(remove("b"));
        commit(put(config("b", "again")));
        commit(put(config("c", "1")));
        commit(remove("c"));

        var watched = Watched.eager();
        try (var _ = store.watch(0, watched)) {
            var changes = watched.awaitSeen(7);
            assertThat(stateAfter(changes)).isEqualTo(Map.of(key("a"), "2", key("b"), "again"));
            assertThat(changes).anySatisfy(change -> assertThat(change).isEqualTo(new Change(change.resource(), true)))
                .extracting(Change::revision).isSorted().doesNotHaveDuplicates();
        }
    }

    private static Map<Key, String> stateAfter(List<Change> changes) {
        var state = new HashMap<Key, String>();
        changes.forEach(change -> {
            if (change.removed()) {
                state.remove(change.resource().key());
            } else {
                state.put(change.resource().key(), valueOf(change.resource()));
            }
        });
        return state;
    }

    @Test
    void aWatchFromAListingMissesNothing() {
        commit(put(config("a", "1")));
        var listing = store.everything();
        commit(put(config("b", "1")));

        var watched = Watched.eager();
        try (var _ = store.watch(listing.revision(), watched)) {
            assertThat(watched.awaitSeen(2)).extracting(change -> change.resource().key()).containsExactly(key("b"));
        }
    }

    @Test
    void saysWhatItHasSeenOnlyWhenNothingOlderIsMissing() {
        store.commit(IntStream.range(0, 1500).mapToObj(n -> put(config("c" + n, "1"))).toList(), Optional.empty());
        commit(put(config("c0", "2")));

        var states = new HashMap<Key, Resource>();
        var missing = new java.util.concurrent.atomic.AtomicReference<>("");
        var finished = new java.util.concurrent.CountDownLatch(1);
        var watcher = new VersionedStore.Watcher() {
            @Override
            public void changed(Change change) {
                states.put(change.resource().key(), change.resource());
            }

            @Override
            public void seen(long revision) {
                if (states.size() < Math.min(revision, 1500)) {
                    missing.set("said " + revision + " was seen after " + states.size() + " resources");
                }
                if (revision == 1501) {
                    finished.countDown();
                }
            }

            @Override
            public void lost(String reason) {
                missing.set(reason);
                finished.countDown();
            }
        };
        try (var _ = store.watch(0, watcher)) {
            org.assertj.core.api.Assertions.assertThatCode(() -> assertThat(finished.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue())
                .doesNotThrowAnyException();
        }
        assertThat(missing.get()).isEmpty();
    }

    @Test
    void aWatcherThatIsHeldUpHoldsUpNobodyAndCatchesUp() {
        var slow = Watched.heldUp();
        var quick = Watched.eager();
        try (var _ = store.watch(0, slow); var _ = store.watch(0, quick)) {
            for (int round = 0; round < 6; round++) {
                var value = String.valueOf(round);
                store.commit(IntStream.range(0, 1000).mapToObj(n -> put(config("c" + n, value))).toList(), Optional.empty());
            }
            quick.awaitSeen(6000);
            slow.release();
            var state = stateAfter(slow.awaitSeen(6000));
            assertThat(state).hasSize(1000).containsValue("5").doesNotContainValue("4");
        }
    }

    @Test
    void aWatcherWhosePastIsCompactedAwayIsLost() {
        var slow = Watched.heldUp();
        try (var _ = store.watch(0, slow)) {
            for (int round = 0; round < 6; round++) {
                var value = String.valueOf(round);
                store.commit(IntStream.range(0, 1000).mapToObj(n -> put(config("c" + n, value))).toList(), Optional.empty());
            }
            store.compact(store.revision());
            slow.release();
            assertThat(slow.awaitLost()).contains("revision");
        }
    }

    @Test
    void refusesToWatchFromWhatIsCompactedAwayOrNeverWas() {
        commit(put(config("a", "1")));
        commit(remove("a"));
        commit(put(config("b", "1")));
        store.compact(2);

        assertThatExceptionOfType(StoreFailure.TooOld.class).isThrownBy(() -> store.watch(1, Watched.eager()));
        assertThatExceptionOfType(StoreFailure.TooOld.class).isThrownBy(() -> store.watch(4, Watched.eager()));
        var watched = Watched.eager();
        try (var _ = store.watch(2, watched)) {
            assertThat(watched.awaitSeen(3)).extracting(Change::revision).containsExactly(3L);
        }
        store.compact(1);
        assertThatExceptionOfType(StoreFailure.TooOld.class).as("compaction goes forward only").isThrownBy(() -> store.watch(1, Watched.eager()));
    }

    @Test
    void aWatcherThatThrowsIsLostAndTheOthersGoOn() {
        var other = Watched.eager();
        var lost = Watched.eager();
        var throwing = new VersionedStore.Watcher() {
            @Override
            public void changed(Change change) {
                throw new IllegalStateException("cannot");
            }

            @Override
            public void lost(String reason) {
                lost.lost(reason);
            }
        };
        try (var _ = store.watch(0, throwing); var _ = store.watch(0, other)) {
            commit(put(config("a", "1")));
            assertThat(lost.awaitLost()).contains("cannot");
            commit(put(config("a", "2")));
            assertThat(other.awaitSeen(2)).hasSize(2);
        }
    }

    @Test
    void isQuietOnceClosedAndTellsWatchersWhenTheStoreCloses() {
        var closed = Watched.eager();
        var open = Watched.eager();
        store.watch(0, closed).close();
        store.watch(0, open);
        commit(put(config("a", "1")));
        open.awaitSeen(1);
        store.close();

        assertThat(open.awaitLost()).contains("closed");
        assertThat(closed.changes()).isEmpty();
    }
}

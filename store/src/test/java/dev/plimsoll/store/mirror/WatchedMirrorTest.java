package dev.plimsoll.store.mirror;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.configIn;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.put;
import static dev.plimsoll.store.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.MovableClock;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore.Change;
import dev.plimsoll.store.Watched;
import dev.plimsoll.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedMirrorTest {
    private final MemoryStore store = new MemoryStore(new MovableClock(), () -> UUID.randomUUID().toString());

    @AfterEach
    void close() {
        store.close();
    }

    private long commit(dev.plimsoll.store.Write... writes) {
        store.commit(List.of(writes), Optional.empty());
        return store.revision();
    }

    @Test
    void showsWhatIsStoredAndWhatComes() throws Exception {
        commit(put(config("a", "1")), put(config("b", "1")));
        try (var mirror = WatchedMirror.of(store)) {
            assertThat(mirror.revision()).isEqualTo(2);
            assertThat(mirror.get(key("a"))).isEqualTo(store.get(key("a")));

            mirror.await(commit(put(config("a", "2")), remove("b"), put(config("c", "1"))));

            assertThat(mirror.list(Query.of(Kind.CONFIG))).isEqualTo(store.list(Query.of(Kind.CONFIG)).items());
            assertThat(mirror.count(Kind.CONFIG)).isEqualTo(2);
            assertThat(mirror.count(Kind.ASSEMBLY)).isZero();
        }
    }

    @Test
    void answersQueriesAsTheStoreDoes() throws Exception {
        var hello = new Owner(Kind.ASSEMBLY, "hello", "uid-1");
        try (var mirror = WatchedMirror.of(store)) {
            commit(put(configIn("other", "x")), put(configIn("other2", "x")));
            for (var name : List.of("0", "a", "b", "c")) {
                var metadata = Metadata.named("shop", name).withLabels(Map.of("tier", name.equals("c") ? "db" : "web"));
                commit(put(config(name, "1").withMetadata(name.equals("a") ? metadata : metadata.withOwner(hello))));
            }
            mirror.await(commit(put(config("b", "1").withMetadata(Metadata.named("shop", "b").withOwner(new Owner(Kind.ASSEMBLY, "bye", ""))))));

            var all = Query.of(Kind.CONFIG);
            for (var query : List.of(all, all.in("shop"), all.in("none"), all.in("other"), all.labelled(Map.of("tier", "web")), all.ownedBy(hello),
                all.in("shop").ownedBy(hello), all.in("other").ownedBy(hello), all.page(Optional.of(key("0")), 2), all.in("shop").page(Optional.of(key("a")), 1),
                all.ownedBy(hello).page(Optional.of(key("0")), 5), all.ownedBy(new Owner(Kind.ASSEMBLY, "hello", "uid-2")), Query.of(Kind.PROJECT))) {
                assertThat(mirror.list(query)).as(query.toString()).isEqualTo(store.list(query).items());
            }
        }
    }

    @Test
    void tellsListenersInOrderAfterTheChangeIsVisible() throws Exception {
        try (var mirror = WatchedMirror.of(store)) {
            var told = new java.util.ArrayList<String>();
            try (var _ = mirror.subscribe(change -> told.add(change.revision() + (mirror.get(change.resource().key()).isPresent() ? " there" : " gone")))) {
                mirror.await(commit(put(config("a", "1")), put(config("b", "1")), remove("a")));
            }
            mirror.await(commit(put(config("c", "1"))));
            assertThat(told).containsExactly("1 there", "2 there", "3 gone");
        }
    }

    @Test
    void listsAgainWhenTheWatchIsLostAndTellsTheDifference() throws Exception {
        commit(put(config("gone", "1")), put(config("same", "1")));
        try (var mirror = WatchedMirror.of(store)) {
            var held = new CountDownLatch(1);
            var entered = new CountDownLatch(1);
            var told = Watched.eager();
            try (var _ = mirror.subscribe(change -> {
                told.changed(change);
                entered.countDown();
                awaitQuietly(held);
            })) {
                commit(put(config("first", "1")));
                entered.await();
                commit(remove("gone"));
                IntStream.range(0, 6).forEach(round -> commit(IntStream.range(0, 1000).mapToObj(n -> put(config("c" + n, "r" + round)))
                    .toArray(dev.plimsoll.store.Write[]::new)));
                store.compact(store.revision());
                held.countDown();
                mirror.await(store.revision());

                assertThat(mirror.list(Query.of(Kind.CONFIG))).isEqualTo(store.list(Query.of(Kind.CONFIG)).items());
                assertThat(told.changes()).filteredOn(Change::removed).extracting(change -> change.resource().key()).containsExactly(key("gone"));
                assertThat(told.changes()).extracting(change -> change.resource().key()).doesNotContain(key("same"));
                mirror.await(commit(put(config("after", "1"))));
                assertThat(mirror.get(key("after"))).isPresent();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void doesNotLetAnybodyWaitForeverOnceClosed() {
        var mirror = WatchedMirror.of(store);
        mirror.close();
        assertThatExceptionOfType(StoreFailure.Unavailable.class).isThrownBy(() -> mirror.await(7));
    }

    @Test
    void followsMoreChangesThanAWatcherMayBeBehind() throws Exception {
        IntStream.range(0, 20).forEach(block -> commit(IntStream.range(0, 1000).mapToObj(n -> put(config("c" + (block * 1000 + n), "0")))
            .toArray(dev.plimsoll.store.Write[]::new)));
        try (var mirror = WatchedMirror.of(store)) {
            assertThat(mirror.count(Kind.CONFIG)).isEqualTo(20_000);
            IntStream.range(0, 20).forEach(block -> commit(IntStream.range(0, 1000).mapToObj(n -> put(config("c" + (block * 1000 + n), "1")))
                .toArray(dev.plimsoll.store.Write[]::new)));
            mirror.await(store.revision());
            assertThat(mirror.list(Query.of(Kind.CONFIG)).stream().map(Resource::spec).distinct()).hasSize(1);
        }
    }
}

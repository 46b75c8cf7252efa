package dev.plimsoll.store;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.configIn;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.project;
import static dev.plimsoll.store.Samples.put;
import static dev.plimsoll.store.Samples.remove;
import static dev.plimsoll.store.Samples.report;
import static dev.plimsoll.store.Samples.status;
import static dev.plimsoll.store.Samples.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.ReleaseStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Write.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises about resources. Leases and watches have contracts of their own.
public abstract class VersionedStoreContract {
    protected VersionedStore store;

    /// An empty store, as the implementation's own test makes it.
    protected abstract VersionedStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    protected Resource commit(Write write) {
        return store.commit(List.of(write), Optional.empty()).getFirst();
    }

    private Resource get(String name) {
        return store.get(key(name)).orElseThrow();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store.revision()).isZero();
        assertThat(store.plane()).isNotBlank();
        assertThat(store.get(key("a"))).isEmpty();
        assertThat(store.list(Query.of(Kind.CONFIG))).isEqualTo(new Listing(List.of(), 0, false));
        assertThat(store.everything()).isEqualTo(new Listing(List.of(), 0, false));
    }

    @Test
    void answersWhatItKeeps() {
        var committed = commit(put(config("a", "1")));

        assertThat(store.get(key("a"))).contains(committed);
        assertThat(store.list(Query.of(Kind.CONFIG)).items()).containsExactly(committed);
        assertThat(store.revision()).isEqualTo(1);
        assertThat(committed.spec()).isEqualTo(config("a", "1").spec());
        assertThat(committed.metadata().generation()).isEqualTo(1);
        assertThat(committed.metadata().revision()).isEqualTo(1);
    }

    @Test
    void keepsEverythingInTheMetadata() {
        var owner = new Owner(Kind.ASSEMBLY, "hello", "uid-of-hello");
        var metadata = Metadata.named("shop", "a").withLabels(Map.of("tier", "web")).withAnnotations(Map.of("note", "one\ntwo \"three\" ✓"))
            .withOwner(owner).withFinalizers(List.of("outside")).withDeletedAt(java.time.Instant.parse("2026-02-03T04:05:06.123456Z"));

        commit(put(config("a", "1").withMetadata(metadata)));

        var kept = get("a").metadata();
        assertThat(kept).isEqualTo(metadata.committed(kept.uid(), 1, 1, kept.createdAt()));
    }

    @Test
    void assignsUidAndCreationOnceAndIgnoresTheCallers() {
        var created = commit(put(config("a", "1").withMetadata(Metadata.named("shop", "a").committed("mine", 7, 7, java.time.Instant.EPOCH))));
        var changed = commit(put(config("a", "2")));

        assertThat(created.metadata().uid()).isNotBlank().isNotEqualTo("mine");
        assertThat(changed.metadata().uid()).isEqualTo(created.metadata().uid());
        assertThat(changed.metadata().createdAt()).isEqualTo(created.metadata().createdAt()).isAfter(java.time.Instant.EPOCH);
        assertThat(changed.metadata().revision()).isEqualTo(2);
    }

    @Test
    void givesANamesakeANewUid() {
        var first = commit(put(config("a", "1")));
        commit(remove("a"));
        var second = commit(put(config("a", "1")));

        assertThat(second.metadata().uid()).isNotEqualTo(first.metadata().uid());
        assertThat(second.metadata().generation()).isEqualTo(1);
        assertThat(get("a")).isEqualTo(second);
    }

    @Test
    void countsGenerationsByChangesOfTheSpecOnly() {
        commit(put(config("a", "1")));
        commit(put(config("a", "1").withMetadata(Metadata.named("shop", "a").withLabels(Map.of("x", "y")))));
        commit(report("a", "fine"));
        assertThat(get("a").metadata().generation()).isEqualTo(1);

        commit(put(config("a", "2")));
        assertThat(get("a").metadata().generation()).isEqualTo(2);
        assertThat(get("a").metadata().revision()).isEqualTo(4);
    }

    @Test
    void takesNoRevisionForWhatChangesNothing() {
        var entries = new java.util.LinkedHashMap<String, String>();
        entries.put("b", "2");
        entries.put("a", "1");
        commit(put(config("a", "1").withMetadata(Metadata.named("shop", "a").withLabels(Map.of("a", "1", "b", "2")))));
        commit(report("a", "fine"));
        var before = get("a");

        assertThat(commit(put(config("a", "1").withMetadata(Metadata.named("shop", "a").withLabels(entries))))).isEqualTo(before);
        assertThat(commit(report("a", "fine"))).isEqualTo(before);
        assertThat(store.commit(List.of(remove("absent"), report("absent", "fine")), Optional.empty())).isEmpty();
        assertThat(store.revision()).isEqualTo(2);
    }

    @Test
    void aPutKeepsTheStatusAndAStatusKeepsTheSpec() {
        commit(put(config("a", "1")));
        commit(report("a", "fine"));
        commit(put(config("a", "2").withStatus(status("a caller's lie"))));

        assertThat(get("a").status()).isEqualTo(status("fine"));
        assertThat(valueOf(get("a"))).isEqualTo("2");
        assertThat(commit(report("a", "finer")).spec()).isEqualTo(get("a").spec());
    }

    @Test
    void refusesAStatusOfAnotherKind() {
        commit(put(config("a", "1")));
        var wrong = new Write.PutStatus(key("a"), new ReleaseStatus(1, List.of(), Map.of()), Expected.ANYTHING);

        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> commit(wrong));
        assertThat(store.revision()).isEqualTo(1);
    }

    @Test
    void comparesAndSets() {
        var first = commit(new Write.Put(config("a", "1"), Expected.ABSENT));
        commit(new Write.Put(config("a", "2"), Expected.revision(first.metadata().revision())));

        for (var stale : List.of(new Write.Put(config("a", "3"), Expected.revision(1)), new Write.Put(config("a", "3"), Expected.ABSENT),
            new Write.Remove(key("a"), Expected.revision(1)), new Write.PutStatus(key("a"), status("x"), Expected.revision(1)),
            new Write.Put(config("b", "1"), Expected.PRESENT), new Write.Put(config("b", "1"), Expected.revision(1)))) {
            assertThatExceptionOfType(StoreFailure.Conflict.class).as(stale.toString()).isThrownBy(() -> commit(stale))
                .satisfies(conflict -> assertThat(conflict.key()).isEqualTo(stale.key()));
        }
        assertThat(valueOf(get("a"))).isEqualTo("2");
        assertThat(store.revision()).isEqualTo(2);
        commit(new Write.Remove(key("a"), Expected.revision(2)));
        assertThat(store.get(key("a"))).isEmpty();
    }

    @Test
    void aRemovalAnswersTheResourceAsLastSeenAtItsOwnRevision() {
        var last = commit(put(config("a", "1")));
        var removed = commit(remove("a"));

        assertThat(removed.spec()).isEqualTo(last.spec());
        assertThat(removed.metadata().uid()).isEqualTo(last.metadata().uid());
        assertThat(removed.metadata().revision()).isEqualTo(2).isEqualTo(store.revision());
    }

    @Test
    void commitsAllWritesOrNone() {
        commit(put(config("b", "1")));
        var writes = List.of(put(config("a", "1")), put(config("b", "2")), remove("b"), new Write.Put(config("c", "1"), Expected.PRESENT));

        assertThatExceptionOfType(StoreFailure.Conflict.class).isThrownBy(() -> store.commit(writes, Optional.empty()));

        assertThat(store.everything().items()).hasSize(1);
        assertThat(valueOf(get("b"))).isEqualTo("1");
        assertThat(store.revision()).isEqualTo(1);
    }

    @Test
    void writesOfOneCommitSeeEachOther() {
        var answers = store.commit(List.of(put(config("a", "1")), report("a", "fine"), put(config("a", "2")), remove("a"),
            new Write.Put(config("a", "3"), Expected.ABSENT), put(config("b", "1")), remove("b")), Optional.empty());

        assertThat(answers.stream().map(answer -> answer.metadata().revision())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(store.everything().items()).containsExactly(answers.get(4));
        assertThat(answers.get(4).metadata().uid()).isNotEqualTo(answers.getFirst().metadata().uid());
        assertThat(answers.get(4).status()).isEqualTo(dev.plimsoll.model.Status.empty(Kind.CONFIG));
    }

    @Test
    void listsByKindProjectLabelsAndOwner() {
        var hello = new Owner(Kind.ASSEMBLY, "hello", "uid-1");
        commit(put(project("shop")));
        commit(put(configIn("shop", "b").withMetadata(Metadata.named("shop", "b").withLabels(Map.of("tier", "web", "zone", "1")))));
        commit(put(configIn("shop", "a").withMetadata(Metadata.named("shop", "a").withLabels(Map.of("tier", "web")).withOwner(hello))));
        commit(put(configIn("other", "c").withMetadata(Metadata.named("other", "c").withOwner(new Owner(Kind.ASSEMBLY, "hello", "uid-2")))));
        commit(put(Resource.declared(Metadata.named("shop", "a").withOwner(hello), ComponentSpec.ofImage("nginx"))));

        var all = Query.of(Kind.CONFIG);
        assertThat(names(all)).containsExactly("other/c", "shop/a", "shop/b");
        assertThat(names(all.in("shop"))).containsExactly("shop/a", "shop/b");
        assertThat(names(all.labelled(Map.of("tier", "web")))).containsExactly("shop/a", "shop/b");
        assertThat(names(all.labelled(Map.of("tier", "web", "zone", "1")))).containsExactly("shop/b");
        assertThat(names(all.labelled(Map.of("tier", "none")))).isEmpty();
        assertThat(names(all.ownedBy(new Owner(Kind.ASSEMBLY, "hello", "")))).containsExactly("other/c", "shop/a");
        assertThat(names(all.in("shop").ownedBy(hello))).containsExactly("shop/a");
        assertThat(names(all.ownedBy(new Owner(Kind.PLAN, "hello", "")))).isEmpty();
        assertThat(names(Query.of(Kind.PROJECT))).containsExactly("/shop");
        assertThat(names(Query.of(Kind.COMPONENT).in("shop"))).containsExactly("shop/a");
        assertThat(store.everything().items().stream().map(Resource::key)).isSorted().hasSize(5);
    }

    @Test
    void findsByNewLabelsAndOwnersOnly() {
        var metadata = Metadata.named("shop", "a");
        commit(put(config("a", "1").withMetadata(metadata.withLabels(Map.of("tier", "web")).withOwner(new Owner(Kind.ASSEMBLY, "old", "")))));
        commit(put(config("a", "1").withMetadata(metadata.withLabels(Map.of("tier", "db")).withOwner(new Owner(Kind.ASSEMBLY, "new", "")))));
        commit(put(config("b", "1").withMetadata(Metadata.named("shop", "b").withLabels(Map.of("tier", "db")))));
        commit(remove("b"));

        var all = Query.of(Kind.CONFIG);
        assertThat(names(all.labelled(Map.of("tier", "web")))).isEmpty();
        assertThat(names(all.labelled(Map.of("tier", "db")))).containsExactly("shop/a");
        assertThat(names(all.ownedBy(new Owner(Kind.ASSEMBLY, "old", "")))).isEmpty();
        assertThat(names(all.ownedBy(new Owner(Kind.ASSEMBLY, "new", "")))).containsExactly("shop/a");
    }

    private List<String> names(Query query) {
        return store.list(query).items().stream().map(r -> r.key().project() + "/" + r.key().name()).toList();
    }

    @Test
    void pagesShowEachResourceOnceWhateverChangesBetweenThem() {
        store.commit(IntStream.range(0, 50).mapToObj(n -> put(config("c" + (100 + n), "1"))).toList(), Optional.empty());
        var seen = new ArrayList<Key>();
        var query = Query.of(Kind.CONFIG).in("shop").page(Optional.empty(), 7);
        var page = store.list(query);
        while (true) {
            page.items().forEach(resource -> seen.add(resource.key()));
            commit(put(config("c" + (100 + seen.size() % 50), "changed")));
            commit(put(config("a" + seen.size(), "before the cursor")));
            if (!page.more()) {
                break;
            }
            assertThat(page.items()).hasSize(7);
            page = store.list(query.page(Optional.of(seen.getLast()), 7));
        }
        assertThat(seen).doesNotHaveDuplicates().isSorted().hasSize(50);
    }

    @Test
    void aPageThatEndsExactlyAtTheLastSaysThereIsNoMore() {
        store.commit(List.of(put(config("a", "1")), put(config("b", "1"))), Optional.empty());

        assertThat(store.list(Query.of(Kind.CONFIG).page(Optional.empty(), 2)).more()).isFalse();
        assertThat(store.list(Query.of(Kind.CONFIG).page(Optional.empty(), 1)).more()).isTrue();
        assertThat(store.list(Query.of(Kind.CONFIG).page(Optional.of(key("b")), 1)).items()).isEmpty();
    }

    @Test
    void givesGapFreeRevisionsToConcurrentWriters() throws Exception {
        var writers = 16;
        var each = 25;
        var revisions = concurrently(writers, writer -> {
            var mine = new ArrayList<Long>();
            for (int n = 0; n < each; n++) {
                var committed = commit(put(config("w" + writer + "-" + n, "1")));
                assertThat(store.get(committed.key())).as("own write").contains(committed);
                mine.add(committed.metadata().revision());
            }
            return mine;
        });

        revisions.forEach(mine -> assertThat(mine).isSorted());
        assertThat(revisions.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
        assertThat(store.revision()).isEqualTo((long) writers * each);
    }

    @Test
    void losesNoConcurrentUpdate() throws Exception {
        commit(put(config("counter", "0")));
        concurrently(8, _ -> {
            for (int done = 0; done < 10; ) {
                var now = get("counter");
                var next = config("counter", String.valueOf(Integer.parseInt(valueOf(now)) + 1));
                var refused = catchThrowable(() -> commit(new Write.Put(next, Expected.revision(now.metadata().revision()))));
                if (refused == null) {
                    done++;
                } else {
                    assertThat(refused).isInstanceOf(StoreFailure.Conflict.class);
                }
            }
            return null;
        });
        assertThat(valueOf(get("counter"))).isEqualTo("80");
        assertThat(store.revision()).isEqualTo(81);
    }

    private static <T> List<T> concurrently(int threads, java.util.function.IntFunction<T> work) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = pool.invokeAll(IntStream.range(0, threads).<Callable<T>>mapToObj(n -> () -> work.apply(n)).toList());
            var answers = new ArrayList<T>();
            for (var one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    @Test
    void refusesEverythingOnceClosed() {
        store.close();
        assertThatExceptionOfType(StoreFailure.Unavailable.class).isThrownBy(() -> commit(put(config("a", "1"))));
        assertThatExceptionOfType(StoreFailure.Unavailable.class).isThrownBy(() -> store.get(key("a")));
        store.close();
    }
}

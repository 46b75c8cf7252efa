package dev.plimsoll.store.postgres;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.store.Fence;
import dev.plimsoll.store.LeasesContract;
import dev.plimsoll.store.Samples;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.VersionedStore.Change;
import dev.plimsoll.store.Watched;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.Write.Expected;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgres")
class PostgresStoreTest extends LeasesContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private String url;

    @Override
    protected VersionedStore open() throws Exception {
        url = SERVER.newDatabase();
        return PostgresServer.open(url);
    }

    /// The time is the server's, which cannot be moved: the leases of these tests are short instead, and this waits until one has expired.
    @Override
    protected void letPass(Duration time) throws Exception {
        try (var connection = DriverManager.getConnection(url, "postgres", ""); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_sleep(" + time.toMillis() / 1000.0 + ")");
        }
    }

    @Override
    protected Duration shortLife() {
        return Duration.ofMillis(300);
    }

    @Test
    void findsEverythingAgain() {
        commit(put(config("a", "1")));
        var before = store.everything();
        var plane = store.plane();
        store.close();
        store = PostgresServer.open(url);

        assertThat(store.everything()).isEqualTo(before);
        assertThat(store.plane()).isEqualTo(plane);
    }

    @Test
    void twoControlPlanesShareOneGapFreeHistory() throws Exception {
        try (var other = PostgresServer.open(url); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(other.plane()).isEqualTo(store.plane());
            var here = Watched.eager();
            var there = Watched.eager();
            try (var _ = store.watch(0, here); var _ = other.watch(0, there)) {
                var writing = IntStream.range(0, 8).mapToObj(writer -> threads.submit(() -> {
                    var mine = writer % 2 == 0 ? store : other;
                    IntStream.range(0, 25).forEach(n -> mine.commit(List.of(put(config("w" + writer + "-" + n, "1"))), Optional.empty()));
                })).toList();
                for (var each : writing) {
                    each.get();
                }
                for (var watched : List.of(here, there)) {
                    assertThat(watched.awaitSeen(200)).extracting(Change::revision)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
                }
            }
            assertThat(store.revision()).isEqualTo(200).isEqualTo(other.revision());
        }
    }

    @Test
    void onlyOneOfTwoControlPlanesWinsTheSameRevision() throws Exception {
        commit(put(config("a", "0")));
        try (var other = PostgresServer.open(url); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                var revision = store.get(key("a")).orElseThrow().metadata().revision();
                var go = new CountDownLatch(1);
                var value = "round " + round;
                var won = List.of(store, other).stream().map(mine -> threads.submit(() -> {
                    go.await();
                    try {
                        mine.commit(List.of(new Write.Put(config("a", value + mine.hashCode()), Expected.revision(revision))), Optional.empty());
                        return 1;
                    } catch (StoreFailure.Conflict _) {
                        return 0;
                    }
                })).toList();
                go.countDown();
                assertThat(won.get(0).get(20, TimeUnit.SECONDS) + won.get(1).get(20, TimeUnit.SECONDS)).isEqualTo(1);
            }
            assertThat(store.revision()).isEqualTo(11);
        }
    }

    @Test
    void aLeaseTakenOverElsewhereFencesThisControlPlane() throws Exception {
        try (var other = PostgresServer.open(url)) {
            var mine = store.leases().acquire("loop", "here", shortLife());
            assertThat(other.leases().acquire("loop", "there", shortLife())).isEmpty();
            letPass(shortLife().plusMillis(1));
            assertThat(other.leases().acquire("loop", "there", shortLife())).contains(new Fence("loop", "there", 2));

            assertThatExceptionOfType(StoreFailure.StaleEpoch.class).isThrownBy(() -> store.commit(List.of(put(config("a", "1"))), mine));
            assertThat(other.revision()).isZero();
        }
    }

    /// A process that is stopped between the round trips of a commit, as its database sees it.
    @Test
    void oneThatStandsStillInTheMiddleOfACommitDoesNotHoldUpTheOthers() throws Exception {
        var awake = new CountDownLatch(1);
        var locked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var sleeper = PostgresDatabase.open(PostgresServer.settings(url))) {
            var asleep = threads.submit(() -> sleeper.write(statements -> {
                statements.query("SELECT id FROM plane FOR UPDATE", row -> row.getString(1));
                locked.countDown();
                awake(awake);
                return statements.query("SELECT 1", row -> row.getInt(1));
            }));
            locked.await();
            assertThat(threads.submit(() -> store.leases().acquire("loop", "there", shortLife())).get(1, TimeUnit.MINUTES)).isPresent();
            awake.countDown();
            assertThatThrownBy(asleep::get).cause().isInstanceOf(StoreFailure.Unavailable.class);
        }
    }

    private static void awake(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void goesOnAfterAllItsConnectionsWereCut() throws Exception {
        commit(put(config("a", "1")));
        var watched = Watched.eager();
        try (var _ = store.watch(0, watched)) {
            cutConnections();
            var survived = firstThatSucceeds("b");
            watched.awaitSeen(survived);
            try (var other = PostgresServer.open(url)) {
                other.commit(List.of(put(config("c", "1"))), Optional.empty());
                assertThat(watched.awaitSeen(other.revision())).extracting(change -> change.resource().key()).contains(key("a"), key("b"), key("c"));
            }
        }
        assertThat(Samples.valueOf(store.get(key("a")).orElseThrow())).isEqualTo("1");
    }

    private void cutConnections() throws Exception {
        try (var connection = DriverManager.getConnection(url, "postgres", ""); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }

    private long firstThatSucceeds(String name) {
        for (int attempt = 0; attempt < 5; attempt++) {
            try {
                return commit(put(config(name, "1"))).metadata().revision();
            } catch (StoreFailure.Unavailable _) {
                // As promised to callers: look again.
            }
        }
        throw new AssertionError("five commits failed after the connections were cut");
    }

    @Test
    void refusesTheTablesOfANewerVersion() throws Exception {
        store.close();
        try (var connection = DriverManager.getConnection(url, "postgres", ""); var statement = connection.createStatement()) {
            statement.execute("UPDATE layout SET version = version + 1");
        }
        assertThatExceptionOfType(StoreFailure.Unusable.class).isThrownBy(() -> PostgresServer.open(url)).withMessageContaining("newer version");
    }

    @Test
    void saysWhenThereIsNoSuchDatabaseOrServer() {
        assertThatExceptionOfType(StoreFailure.Unusable.class).isThrownBy(() -> PostgresServer.open(url + "-not-there"));
        assertThatExceptionOfType(StoreFailure.Unavailable.class).isThrownBy(() -> PostgresServer.open("jdbc:postgresql://127.0.0.1:1/nobody?connectTimeout=1"));
    }
}

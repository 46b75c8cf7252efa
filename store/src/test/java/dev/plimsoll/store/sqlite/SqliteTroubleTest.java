package dev.plimsoll.store.sqlite;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.put;
import static dev.plimsoll.store.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a store whose folder is taken, damaged, foreign, newer or full.
class SqliteTroubleTest {
    private static final String LARGE = "x".repeat(20_000);

    @TempDir
    Path folder;

    private VersionedStore open() {
        return limited(0);
    }

    private VersionedStore limited(long bytes) {
        return new SqliteStore(folder, new StoredJson(), Clock.systemUTC(), () -> UUID.randomUUID().toString(), bytes).open();
    }

    private static void commit(VersionedStore store, dev.plimsoll.store.Write... writes) {
        store.commit(List.of(writes), Optional.empty());
    }

    private Path database() {
        return folder.resolve("plimsoll.db");
    }

    private String refusal() {
        var refused = catchThrowable(this::open);
        assertThat(refused).isInstanceOf(StoreFailure.Unusable.class);
        return refused.getMessage();
    }

    @Test
    void aSecondStoreOnTheFolderIsRefusedAndHarmsNothing() {
        var store = open();
        assertThat(refusal()).contains("in use by process " + ProcessHandle.current().pid());
        assertThat(refusal()).contains("in use by process");
        commit(store, put(config("a", "1")));
        store.close();
        open().close();
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoHasTheFolder() throws Exception {
        try (var other = Writer.start(folder)) {
            other.awaitLine("acknowledged");
            assertThat(refusal()).contains("in use by process " + other.pid());
        }
        open().close();
    }

    @Test
    void keepsTheStateFromOtherUsersOfTheMachine() throws IOException {
        Files.delete(folder);
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database()))).isEqualTo("rw-------");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(database(), "these are not the bytes you are looking for ".repeat(200));
        assertThat(refusal()).contains("damaged").contains("plimsoll restore");
    }

    @Test
    void refusesAFileWithDamageInTheMiddle() throws IOException {
        withManyResources();
        try (var file = new RandomAccessFile(database().toFile(), "rw")) {
            for (long page = 8; page < file.length() / 4096; page += 8) {
                file.seek(page * 4096);
                file.write(new byte[2000]);
            }
        }
        assertThat(refusal()).contains("damaged").contains(database().toString());
    }

    @Test
    void refusesAHalfWrittenFile() throws IOException {
        withManyResources();
        try (var file = new RandomAccessFile(database().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThat(refusal()).contains("damaged");
    }

    private void withManyResources() {
        try (var store = open()) {
            commit(store, IntStream.range(0, 500).mapToObj(n -> put(config("c" + n, "x".repeat(500)))).toArray(dev.plimsoll.store.Write[]::new));
        }
    }

    @Test
    void refusesTheStateOfANewerVersionAndOtherPeoplesDatabases() throws Exception {
        open().close();
        pragma("user_version = " + (SqliteLayout.VERSION + 1));
        assertThat(refusal()).contains("newer version");
        pragma("user_version = 1");
        pragma("application_id = 7");
        assertThat(refusal()).contains("some other program");
    }

    @Test
    void finishesAStartThatWasKilledBeforeThePlaneHadAName() throws Exception {
        open().close();
        execute("DELETE FROM plane");
        try (var store = open()) {
            assertThat(store.plane()).isNotBlank();
            commit(store, put(config("a", "1")));
        }
    }

    private void pragma(String text) throws Exception {
        execute("PRAGMA " + text);
    }

    private void execute(String text) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database()); var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Test
    void refusesWritesBeyondTheSizeLimitUntilThereIsRoom() {
        try (var store = limited(1 << 20)) {
            var written = fill(store);

            assertThat(store.list(Query.of(Kind.CONFIG)).items()).hasSize(written);
            assertThat(store.revision()).isEqualTo(written);
            commit(store, remove("c0"), remove("c1"));
            store.compact(store.revision());
            commit(store, put(config("later", LARGE)));
            assertThat(store.get(key("later"))).isPresent();
        }
        try (var store = open()) {
            commit(store, put(config("another", LARGE)));
        }
    }

    private static int fill(VersionedStore store) {
        for (int n = 0; n < 1000; n++) {
            try {
                commit(store, put(config("c" + n, LARGE)));
            } catch (StoreFailure.Full full) {
                assertThat(full).hasMessageContaining("no room").hasMessageContaining("nothing was written");
                return n;
            }
        }
        throw new AssertionError("20 MB went into less");
    }

    @Test
    void refusesWritesOnAFullDiskUntilThereIsRoom() throws Exception {
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "plimsoll-test", folder.toString()), "only root can mount a small disk");
        try {
            var filler = folder.resolve("filler");
            try (var store = open()) {
                commit(store, put(config("before", "1")));
                Files.write(filler, new byte[3 << 20]);
                var written = fill(store);
                assertThatExceptionOfType(StoreFailure.Full.class).as("again").isThrownBy(() -> commit(store, put(config("again", LARGE))));
                assertThat(store.get(key("before"))).as("reading goes on").isPresent();
                Files.delete(filler);
                commit(store, put(config("after", LARGE)));
                assertThat(store.revision()).isEqualTo(written + 2);
            }
            try (var store = open()) {
                assertThat(store.get(key("after"))).isPresent();
                assertThat(store.get(key("again"))).isEmpty();
            }
        } finally {
            assertThat(run("umount", folder.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    @Test
    void everyAcknowledgedWriteSurvivesAKill() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<String> acknowledged;
            try (var writer = Writer.start(folder)) {
                writer.awaitLine("acknowledged");
                writer.awaitLines(300);
                acknowledged = writer.killedAfter();
            }
            try (var store = open()) {
                var kept = store.list(Query.of(Kind.CONFIG)).items().stream()
                    .map(resource -> resource.key().name() + " " + resource.metadata().revision()).toList();
                assertThat(kept).containsAll(acknowledged.stream().map(line -> line.substring("acknowledged ".length())).toList());
                assertThat(kept).as("revisions without a gap").hasSize((int) store.revision());
            }
        }
    }
}

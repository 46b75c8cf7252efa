package dev.plimsoll.store.backup;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.project;
import static dev.plimsoll.store.Samples.put;
import static dev.plimsoll.store.Samples.remove;
import static dev.plimsoll.store.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.store.MovableClock;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Watched;
import dev.plimsoll.store.sqlite.SqliteRestore;
import dev.plimsoll.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final StoredJson CODEC = new StoredJson();

    @TempDir
    Path temporary;

    private final MovableClock clock = new MovableClock();

    private VersionedStore open(String folder) {
        return SqliteStore.open(temporary.resolve(folder), CODEC, clock, () -> UUID.randomUUID().toString());
    }

    private SqliteRestore restore(String folder, boolean replace) {
        return new SqliteRestore(temporary.resolve(folder), CODEC, clock, replace);
    }

    private static void commit(VersionedStore store, dev.plimsoll.store.Write... writes) {
        store.commit(List.of(writes), Optional.empty());
    }

    private Path backup(VersionedStore store) throws IOException {
        var file = temporary.resolve("backup-" + UUID.randomUUID());
        try (var out = Files.newOutputStream(file)) {
            Backup.write(store, CODEC, "1.2.3", out);
        }
        return file;
    }

    private VersionedStore filled() {
        var store = open("old");
        commit(store, put(project("shop")), put(config("a", "1")), put(config("b", "1").withMetadata(Metadata.named("shop", "b").withLabels(Map.of("x", "y")))),
            put(Resource.declared(Metadata.named("shop", "s"), new SecretSpec(Map.of("password", "sealed:v1:abc")))));
        commit(store, put(config("a", "2")), report("a", "fine"), put(config("gone", "1")), remove("gone"));
        return store;
    }

    @Test
    void bringsEverythingBackAsItWas() throws IOException {
        try (var store = filled()) {
            var file = backup(store);
            var before = store.everything();
            assertThat(Backup.verify(file, CODEC)).isEqualTo(new BackupHeader("1.2.3", store.plane(), before.revision(),
                Map.of(Kind.PROJECT, 1, Kind.CONFIG, 2, Kind.SECRET, 1)));

            assertThat(restore("new", false).from(file)).isEmpty();

            try (var restored = open("new")) {
                assertThat(restored.plane()).isEqualTo(store.plane());
                assertThat(restored.everything().items()).isEqualTo(before.items());
                assertThat(restored.list(Query.of(Kind.CONFIG).labelled(Map.of("x", "y"))).items()).hasSize(1);
                commit(restored, put(config("c", "1")));
                assertThat(restored.get(key("c")).orElseThrow().metadata().revision()).isGreaterThan(before.revision() + 1_000_000);
                assertThatExceptionOfType(StoreFailure.TooOld.class).isThrownBy(() -> restored.watch(before.revision(), Watched.eager()));
            }
            assertThat(filesIn("new")).containsExactlyInAnyOrder("plimsoll.db", "plimsoll.lock");
        }
    }

    private List<String> filesIn(String folder) throws IOException {
        try (var files = Files.list(temporary.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void isOneStateWhileOthersWrite() throws Exception {
        try (var store = open("old"); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            commit(store, put(config("left", "0")), put(config("right", "0")));
            var more = new AtomicBoolean(true);
            var writing = threads.submit(() -> {
                for (int n = 1; more.get(); n++) {
                    commit(store, put(config("left", "" + n)), put(config("right", "" + n)));
                }
            });
            for (int round = 0; round < 10; round++) {
                var found = Backup.read(backup(store), CODEC).resources();
                assertThat(found).hasSize(2);
                assertThat(found.getFirst().spec()).isEqualTo(found.getLast().spec());
            }
            more.set(false);
            writing.get();
        }
    }

    @Test
    void refusesADamagedBackupWhateverByteItIs() throws IOException {
        try (var store = filled()) {
            var whole = Files.readAllBytes(backup(store));
            var random = new Random(7);
            for (int round = 0; round < 100; round++) {
                var damaged = whole.clone();
                damaged[round < 2 ? round * (whole.length - 1) : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                assertRefused(damaged, "cannot be restored");
            }
        }
    }

    @Test
    void refusesAnIncompleteBackupHoweverShort() throws IOException {
        try (var store = filled()) {
            var whole = Files.readAllBytes(backup(store));
            for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
                assertRefused(Arrays.copyOf(whole, length), "cannot be restored");
            }
            assertRefused(Arrays.copyOf(whole, whole.length + 1), "checksum");
        }
    }

    private void assertRefused(byte[] content, String why) throws IOException {
        var file = Files.write(temporary.resolve("bad"), content);
        assertThatExceptionOfType(BackupRefused.class).isThrownBy(() -> restore("never", true).from(file)).withMessageContaining(why);
        assertThat(temporary.resolve("never")).doesNotExist();
    }

    @Test
    void refusesWhatIsSoundButNewerOrNotAsItSays() throws Exception {
        try (var store = filled()) {
            var whole = new String(Files.readAllBytes(backup(store)), java.nio.charset.StandardCharsets.ISO_8859_1);
            var header = whole.substring(0, whole.indexOf('\n'));
            var body = whole.substring(header.length(), whole.length() - 65);
            for (var change : new HashMap<>(Map.of("\"format\":1", "\"format\":2", "\"configs\":2", "\"configs\":3", "\"revision\":8", "\"revision\":5")).entrySet()) {
                assertThat(header).contains(change.getKey());
                assertRefused(summed(header.replace(change.getKey(), change.getValue()) + body), change.getKey().startsWith("\"format") ? "newer version" : "it ");
            }
            assertRefused(summed("hello\nworld"), "cannot be restored");
        }
    }

    private static byte[] summed(String content) throws Exception {
        var bytes = content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        var out = new ByteArrayOutputStream();
        out.write(bytes);
        out.write((java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes)) + "\n").getBytes());
        return out.toByteArray();
    }

    @Test
    void replacesStateOnlyWhenToldAndKeepsTheOldBeside() throws IOException {
        Path file;
        try (var store = filled()) {
            file = backup(store);
            commit(store, put(config("late", "1")));
            assertThatExceptionOfType(StoreFailure.Unusable.class).isThrownBy(() -> restore("old", true).from(file)).withMessageContaining("in use");
        }
        assertThatExceptionOfType(StoreFailure.Unusable.class).isThrownBy(() -> restore("old", false).from(file)).withMessageContaining("--replace");
        try (var store = open("old")) {
            assertThat(store.get(key("late"))).as("untouched").isPresent();
        }

        var kept = restore("old", true).from(file).orElseThrow();

        try (var store = open("old")) {
            assertThat(store.get(key("late"))).isEmpty();
            assertThat(store.get(key("a"))).isPresent();
        }
        try (var store = SqliteStore.open(kept, CODEC, clock, () -> "")) {
            assertThat(store.get(key("late"))).isPresent();
        }
    }

    @Test
    void replacesStateThatIsDamaged() throws IOException {
        Path file;
        try (var store = filled()) {
            file = backup(store);
        }
        Files.write(temporary.resolve("old/plimsoll.db"), IntStream.range(0, 9000).mapToObj(n -> "no").toList());

        assertThat(restore("old", true).from(file).orElseThrow().resolve("plimsoll.db")).exists();
        try (var store = open("old")) {
            assertThat(store.get(key("a"))).isPresent();
        }
    }
}

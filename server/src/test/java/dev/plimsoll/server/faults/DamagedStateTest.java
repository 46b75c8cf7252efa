package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of the control plane that are cut off, half written, altered or somebody else's: it says which, touches nothing, and comes back from a backup.
class DamagedStateTest {
    private static final int CANNOT_START = 1;
    private static final int UNUSABLE = 6;
    private static final String CONFIG = "/v1/projects/default/configs/kept";

    @TempDir
    Path folder;
    private Path state;
    private Path database;
    private Path backup;
    private RealServer server;

    @BeforeEach
    void aStateAndItsBackup() throws IOException {
        state = folder.resolve("state");
        database = state.resolve("plimsoll.db");
        backup = folder.resolve("whole.backup");
        try (var running = RealServer.simulated(state)) {
            server = running;
            var data = Map.of("value", "kept", "ballast", "x".repeat(200_000));
            assertThat(server.api().send("PUT", CONFIG, Map.of("spec", Map.of("data", data))).status()).isEqualTo(201);
            Files.write(backup, server.api().text("/v1/backup").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void damagedBackupsAreRefusedAndNothingIsTouched() throws IOException {
        var before = Files.readAllBytes(database);
        var damages = Map.<String, UnaryOperator<byte[]>>of(
            "empty", _ -> new byte[0],
            "cut-off", whole -> Arrays.copyOf(whole, whole.length / 2),
            "half-written", whole -> Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length),
            "altered", whole -> altered(whole, whole.length / 2),
            "somebody-elses", _ -> "this is not a backup, but somebody's shopping list\n".repeat(20).getBytes(StandardCharsets.UTF_8));
        for (var damage : damages.entrySet()) {
            var damaged = Files.write(folder.resolve(damage.getKey() + ".backup"), damage.getValue().apply(Files.readAllBytes(backup)));
            assertThat(server.restore(damaged, "--replace")).as(damage.getKey()).isEqualTo(UNUSABLE);
            assertThat(server.log()).contains(damaged + " cannot be restored: ");
        }
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        try (var names = Files.list(state)) {
            assertThat(names.map(name -> name.getFileName().toString())).noneMatch(name -> name.contains("restor"));
        }
        comesBack();
    }

    @Test
    void aDamagedStateIsRefusedNotTouchedAndReplacedByTheBackup() throws IOException {
        var whole = Files.readAllBytes(database);
        for (var damaged : new byte[][] {
                "this is not a database, but somebody's shopping list ".repeat(100).getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length)}) {
            Files.write(database, damaged);
            server.launch();
            assertThat(server.awaitEnd()).isEqualTo(UNUSABLE);
            assertThat(server.lastWords()).contains(database.toString()).contains("damaged").contains("plimsoll restore --replace");
            assertThat(Files.readAllBytes(database)).isEqualTo(damaged);
        }
        assertThat(server.restore(backup)).as("over a state only when it is asked for").isEqualTo(UNUSABLE);
        assertThat(server.restore(backup, "--replace")).isZero();
        comesBack();
    }

    @Test
    void aCommitThatWasCutOffIsForgottenAndThoseBeforeItAreThere() throws IOException {
        server.start();
        assertThat(server.api().send("PUT", CONFIG + "-too", Map.of("spec", Map.of("data", Map.of("value", "too")))).status()).isEqualTo(201);
        server.kill();
        appendHalfACommit(state.resolve("plimsoll.db-wal"));
        server.start();
        assertThat(server.api().send("GET", CONFIG + "-too", null).status()).isEqualTo(200);
        server.close();
        comesBack();
    }

    @Test
    void anEmptyTokenAndAHalfWrittenKeyAreNamed() throws IOException {
        refusedWith(state.resolve("token"), new byte[0]);
        refusedWith(state.resolve("secret.key"), Arrays.copyOf(Files.readAllBytes(state.resolve("secret.key")), 12));
        comesBack();
    }

    private void refusedWith(Path file, byte[] damaged) throws IOException {
        var whole = Files.readAllBytes(file);
        Files.write(file, damaged);
        server.launch();
        assertThat(server.awaitEnd()).isEqualTo(CANNOT_START);
        assertThat(server.lastWords()).contains("cannot start").contains(file.toString());
        Files.write(file, whole);
    }

    private void comesBack() {
        server.start();
        assertThat(server.api().send("GET", CONFIG, null).body().path("spec").path("data").path("value").asText()).isEqualTo("kept");
        server.close();
    }

    /// The log is made in its full length at once; behind its last commit there are zeros.
    private static void appendHalfACommit(Path log) throws IOException {
        var bytes = Files.readAllBytes(log);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        assertThat(end).isGreaterThan(4_000);
        var half = Arrays.copyOfRange(bytes, end - 4_000, end);
        System.arraycopy(half, 0, bytes, end, Math.min(half.length, bytes.length - end));
        Files.write(log, bytes);
    }

    private static byte[] altered(byte[] whole, int at) {
        var altered = whole.clone();
        altered[at] ^= 1;
        return altered;
    }
}

package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.store.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Two control planes on one PostgreSQL database: one acts, the other takes over when that one dies or stands still, and nothing is made twice.
@Tag("docker")
@Tag("postgres")
@Tag("slow")
class StandByTest {
    private static final String ASSEMBLY = "standby";
    private static final int LOST = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();
    @TempDir
    Path folder;
    private final Containers engine = Containers.OF_THIS_MACHINE;
    private RealServer leader;
    private RealServer standBy;

    @BeforeEach
    void start() throws SQLException {
        engine.makeBusybox();
        var environment = Map.of("PLIMSOLL_DATABASE_URL", POSTGRES.newDatabase() + "?user=postgres", "PLIMSOLL_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        leader = RealServer.started(folder.resolve("one"), environment);
        standBy = new RealServer(folder.resolve("two"), environment);
        standBy.launch();
        standBy.awaitAnswers();
        Eventually.holds("the second one has found the first", PATIENCE, () -> !standBy.api().text("/readyz").equals("starting\n"), standBy::log);
        assertThat(standBy.api().ready()).isFalse();
        assertThat(standBy.api().text("/readyz")).contains("another control plane acts").contains("process " + leader.pid());
        leader.deploy(ASSEMBLY, sleepers(2, "one"));
    }

    @AfterEach
    void clear() {
        try (var _ = standBy) {
            leader.close();
            standBy.awaitReady();
            standBy.delete(ASSEMBLY);
        } finally {
            engine.clear(ASSEMBLY);
        }
    }

    @Test
    void takesOverFromOneThatWasKilledInTheMiddle() {
        var before = standBy.api().assembly(ASSEMBLY);
        assertThat(before.path("spec")).as("the stand-by reads what the other wrote").isEqualTo(leader.api().assembly(ASSEMBLY).path("spec"));
        assertThat(leader.api().apply(sleepers(5, "two")).status()).isEqualTo(200);
        leader.kill();
        standBy.awaitReady();
        standBy.awaitLevel(ASSEMBLY);
        assertThat(engine.slots(ASSEMBLY, "version")).isEqualTo(slots(5, "two"));
        assertThat(engine.networks(ASSEMBLY)).hasSize(1);

        leader.launch();
        leader.awaitAnswers();
        assertThat(leader.api().ready()).as("it comes back as the stand-by").isFalse();
    }

    @Test
    void oneThatStoodStillAndGoesOnDoesNoHarm() {
        assertThat(leader.api().apply(sleepers(5, "two")).status()).isEqualTo(200);
        leader.pause();
        standBy.awaitReady();
        standBy.awaitLevel(ASSEMBLY);
        standBy.deploy(ASSEMBLY, sleepers(3, "three"));
        var settled = engine.running(ASSEMBLY);
        var declared = standBy.api().assembly(ASSEMBLY);

        leader.resume();
        assertThat(leader.awaitEnd()).isEqualTo(LOST);
        assertThat(leader.log()).contains("another control plane took over; this one ends");
        // A call to the engine that was on its way when it stood still may have had its effect; the other one takes that back.
        Eventually.holds("nothing else runs", PATIENCE, () -> engine.running(ASSEMBLY).equals(settled) && standBy.api().isLevel(ASSEMBLY), standBy::log);
        assertThat(engine.slots(ASSEMBLY, "version")).isEqualTo(slots(3, "three"));
        var now = standBy.api().assembly(ASSEMBLY);
        assertThat(now.path("spec")).as("nobody declared anything").isEqualTo(declared.path("spec"));
        assertThat(now.path("metadata").path("generation")).isEqualTo(declared.path("metadata").path("generation"));
    }

    private static String sleepers(int replicas, String version) {
        return Declared.sleeping(ASSEMBLY, replicas, "labels: {version: " + version + "}");
    }

    private static List<String> slots(int replicas, String version) {
        return IntStream.rangeClosed(1, replicas).mapToObj(slot -> "web " + slot + " running " + version).toList();
    }
}

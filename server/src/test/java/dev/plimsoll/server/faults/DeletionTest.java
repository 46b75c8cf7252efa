package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What is on its way out cannot be changed any more, and its name is free once it is gone.
@Tag("docker")
@ResourceLock(TwoSleepers.ASSEMBLY)
class DeletionTest {
    private static final String ASSEMBLY = "leaving";
    private static final String PATH = "/v1/projects/default/assemblies/" + ASSEMBLY;
    /// Takes its whole grace to stop.
    private static final String STUBBORN = "[sh, -c, \"trap '' TERM; while :; do sleep 1; done\"]";

    @RegisterExtension
    static final TwoSleepers SLEEPERS = new TwoSleepers();
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @AfterEach
    void clear() {
        try {
            SLEEPERS.server().delete(ASSEMBLY);
        } finally {
            engine.clear(ASSEMBLY);
        }
    }

    @Test
    void anApplyWhileItIsBeingDeletedIsAConflictAndSucceedsAfterwards() {
        var stubborn = Declared.of(ASSEMBLY, Containers.BUSYBOX, STUBBORN, 1, "").replace("stopGrace: 0s", "stopGrace: 3s");
        SLEEPERS.server().deploy(ASSEMBLY, stubborn);
        var old = engine.running(ASSEMBLY);

        assertThat(SLEEPERS.api().send("DELETE", PATH, null).status()).isEqualTo(202);
        var again = Declared.sleeping(ASSEMBLY, 1, "");
        var refused = SLEEPERS.api().apply(again);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.body().path("code").asText()).isEqualTo("conflict");
        assertThat(refused.body().path("detail").asText()).contains(ASSEMBLY).contains("being deleted");
        assertThat(refused.body().path("hint").asText()).isNotBlank();
        assertThat(SLEEPERS.api().send("DELETE", PATH, null).status()).as("asking again is harmless").isIn(200, 202);

        Eventually.holds("the name is free", Duration.ofSeconds(30), () -> SLEEPERS.api().apply(again).status() == 200);
        SLEEPERS.server().awaitLevel(ASSEMBLY);
        assertThat(engine.running(ASSEMBLY)).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(engine.all(ASSEMBLY)).hasSize(1);
        assertThat(engine.networks(ASSEMBLY)).hasSize(1);
    }
}

package dev.plimsoll.planning.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static SeenInstance one(String id, int slot, State state, Health health, int started) {
        return new SeenInstance(id, id, new Stamp("p", "default", "shop", "web", slot, "h", "u"), "image", state, health, Optional.empty(), 0,
            state == State.RUNNING ? Optional.of(Instant.ofEpochSecond(started)) : Optional.empty(), "", false, List.of(), List.of(), "node-1");
    }

    private static SeenInstance old(int slot) {
        return one("old-" + slot, slot, State.RUNNING, Health.NONE, 1);
    }

    private static SeenInstance made(int slot) {
        return one("new-" + slot, slot, State.PENDING, Health.NONE, 0);
    }

    private static Set<String> replaced(SeenInstance... instances) {
        return Succession.replaced(List.of(instances), _ -> true);
    }

    @Test
    void whoseSuccessorIsBeingMadeIsReplaced() {
        assertThat(replaced(old(1), old(2))).isEmpty();
        assertThat(replaced(old(1), made(1), old(2))).containsExactly("old-1");
        assertThat(replaced(old(1), old(2), one("new-2", 2, State.RUNNING, Health.STARTING, 9))).containsExactly("old-2");
        assertThat(replaced(old(1), old(2), one("new-2", 2, State.RUNNING, Health.HEALTHY, 9))).containsExactly("old-2");
    }

    @Test
    void halfOfThoseThatAreWellAnswerInAnyCase() {
        assertThat(replaced(old(1), made(1))).as("the only one").isEmpty();
        assertThat(replaced(old(1), made(1), old(2), made(2), old(3), made(3))).containsExactly("old-1");
        assertThat(replaced(old(1), one("new-1", 1, State.RUNNING, Health.NONE, 9))).as("the new one answers").containsExactly("old-1");
    }

    @Test
    void aSuccessorThatMayNotComeReplacesNobody() {
        assertThat(Succession.replaced(List.of(old(1), made(1), old(2)), _ -> false)).isEmpty();
        assertThat(replaced(old(1), one("ill", 1, State.RUNNING, Health.UNHEALTHY, 9), old(2))).isEmpty();
        assertThat(replaced(old(1), one("ended", 1, State.EXITED, Health.NONE, 9), old(2))).isEmpty();
        var placeless = new SeenInstance("waits", "waits", made(1).stamp(), "image", State.PENDING, Health.NONE, Optional.empty(), 0, Optional.empty(), "no machine has room", false, List.of(), List.of(), "");
        assertThat(replaced(old(1), placeless, old(2))).isEmpty();
    }

    @Test
    void onOneEngineWeDecideWhoGoes() {
        var here = new SeenInstance("old", "old", made(1).stamp(), "image", State.RUNNING, Health.NONE, Optional.empty(), 0, Optional.of(Instant.EPOCH), "", false, List.of(), List.of());
        var next = new SeenInstance("new", "new", made(1).stamp(), "image", State.RUNNING, Health.STARTING, Optional.empty(), 0, Optional.of(Instant.MAX), "", false, List.of(), List.of());
        assertThat(replaced(here, next, old(2))).isEmpty();
    }
}

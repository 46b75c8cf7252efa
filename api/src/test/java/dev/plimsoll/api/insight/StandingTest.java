package dev.plimsoll.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people wait for ends when the state is level or failed.
class StandingTest {
    @ParameterizedTest
    @CsvSource({"true, Level, LEVEL", "false, Progressing, PROGRESSING", "false, WaitingForDependency, WAITING", "false, NameTaken, FAILED", "false, NameTooLong, FAILED",
        "false, CrashLooping, FAILED"})
    void theReasonDecidesWhetherItIsWorthWaiting(boolean level, String reason, State state) {
        var condition = new Condition(Condition.LEVEL, level, reason, "a sentence", Instant.EPOCH);
        var status = new ComponentStatus(1, List.of(condition), 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        var declared = Resource.declared(Metadata.named("default", "shop-web").committed("u1", 1, 1, Instant.EPOCH), ComponentSpec.ofImage("busybox"));
        assertThat(Standing.of(new Resource(declared.kind(), declared.metadata(), declared.spec(), status), new NoRuns()).state()).isEqualTo(state);
    }

    private record NoRuns() implements RunHistory {
        @Override
        public List<PastRun> newest(Optional<Key> key, int limit) {
            return List.of();
        }

        @Override
        public AutoCloseable subscribe(Consumer<PastRun> listener) {
            return () -> { };
        }
    }
}

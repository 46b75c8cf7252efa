package dev.plimsoll.controllers.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Probing.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProberTest {
    private static final Key WEB = new Key(Kind.COMPONENT, "default", "shop-web");
    private static final Key DB = new Key(Kind.COMPONENT, "default", "shop-db");
    private static final ComponentSpec PROBED = ComponentSpec.ofImage("web").withProbe(Optional.of(Probe.tcp(80)));

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Map<String, Supplier<Answer>> answers = new HashMap<>();
    private final List<String> tried = new ArrayList<>();
    private final List<Key> news = new ArrayList<>();
    private final Prober prober = new Prober((instance, _) -> {
        tried.add(instance.id());
        return answers.getOrDefault(instance.id(), () -> Answer.PASSED).get();
    }, () -> now, Runnable::run, ProbeMeter.NONE);

    ProberTest() {
        prober.onChange(news::add);
    }

    @Test
    void whatHasNoProbeIsNeverTried() {
        var seen = List.of(running("a", 0));
        assertThat(prober.judged(WEB, ComponentSpec.ofImage("web"), seen, List.of())).isEqualTo(seen);
        assertThat(prober.turn()).isEmpty();
        assertThat(tried).isEmpty();
    }

    @Test
    void eachIsTriedAtItsInterval() {
        prober.judged(WEB, PROBED, List.of(running("a", 0)), List.of());
        assertThat(prober.turn()).as("two seconds are Rancher's usual interval").contains(now.plusSeconds(2));
        pass(Duration.ofSeconds(1));
        assertThat(tried).containsExactly("a");
        pass(Duration.ofSeconds(1));
        assertThat(tried).containsExactly("a", "a");
    }

    @Test
    void aChangedJudgementMakesTheComponentDirtyAndNothingElseDoes() {
        assertThat(health()).isEqualTo(Health.STARTING);
        passes(2);
        assertThat(news).containsExactly(WEB);
        assertThat(health()).isEqualTo(Health.HEALTHY);
        passes(5);
        assertThat(news).hasSize(1);
        answers.put("a", () -> Answer.failed("refused"));
        passes(3);
        assertThat(news).containsExactly(WEB, WEB);
        assertThat(judged(running("a", 0)).error()).isEqualTo("refused");
        assertThat(health()).isEqualTo(Health.UNHEALTHY);
    }

    @Test
    void aRestartBeginsANewLife() {
        health();
        passes(2);
        assertThat(health()).isEqualTo(Health.HEALTHY);
        assertThat(judged(running("a", 1)).health()).isEqualTo(Health.STARTING);
        assertThat(prober.nextDue()).as("tried at once").contains(now);
        prober.turn();
        assertThat(prober.nextDue()).as("and once only").contains(now.plusSeconds(2));
    }

    @Test
    void whoDoesNotRunAnyLongerIsNotTried() {
        health();
        prober.turn();
        prober.judged(WEB, PROBED, List.of(seen("a", State.EXITED, 0)), List.of());
        assertThat(prober.nextDue()).isEmpty();
        health();
        prober.forget(WEB);
        assertThat(prober.nextDue()).isEmpty();
    }

    @Test
    void aNewControlPlaneTakesForHealthyWhatTheStatusSaysWas() {
        var known = List.of(new ComponentStatus.Instance(1, "a", "web-1", "h", "running", Optional.of(now.minusSeconds(60)), 0, List.of()));
        answers.put("a", () -> Answer.failed("refused"));
        assertThat(prober.judged(WEB, PROBED, List.of(running("a", 0)), known).getFirst().health()).isEqualTo(Health.HEALTHY);
        passes(2);
        assertThat(health()).as("it is given its chances").isEqualTo(Health.HEALTHY);
        passes(1);
        assertThat(health()).isEqualTo(Health.UNHEALTHY);
        assertThat(prober.judged(DB, PROBED, List.of(running("b", 1)), List.of(new ComponentStatus.Instance(1, "b", "db-1", "h", "running",
            Optional.of(now), 0, List.of()))).getFirst().health()).as("it was restarted since").isEqualTo(Health.STARTING);
    }

    @Test
    void anEngineThatDoesNotAnswerSaysNothingAboutTheInstance() {
        health();
        passes(2);
        answers.put("a", () -> {
            throw new EngineFailure.Unreachable("the engine is down", null);
        });
        passes(10);
        assertThat(health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aPreviewSeesWhatIsKnownAndTriesNobody() {
        assertThat(prober.asKnown(WEB, List.of(running("a", 0))).getFirst().health()).isEqualTo(Health.NONE);
        assertThat(prober.nextDue()).isEmpty();
        health();
        passes(2);
        assertThat(prober.asKnown(WEB, List.of(running("a", 0))).getFirst().health()).isEqualTo(Health.HEALTHY);
    }

    private Health health() {
        return judged(running("a", 0)).health();
    }

    private SeenInstance judged(SeenInstance seen) {
        return prober.judged(WEB, PROBED, List.of(seen), List.of()).getFirst();
    }

    private void passes(int tries) {
        for (int i = 0; i < tries; i++) {
            prober.turn();
            now = now.plusSeconds(2);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
        prober.turn();
    }

    private static SeenInstance running(String id, int restarts) {
        return seen(id, State.RUNNING, restarts);
    }

    private static SeenInstance seen(String id, State state, int restarts) {
        return new SeenInstance(id, "shop-" + id, new Stamp("plane", "default", "shop", "web", 1, "hash", "uid"), "image", state, Health.NONE, Optional.empty(), restarts,
            Optional.empty(), "", false, List.of());
    }
}

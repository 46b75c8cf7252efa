package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.Probing.Answer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Probes reach instances at their own addresses, published or not.
interface ProbeContract extends ContractPart {
    int PORT = 8080;

    @Test
    default void aProgramThatListensPassesAndOneThatDoesNotFails() {
        var web = serving("web");
        assertThat(answer(web, Probe.tcp(PORT), true)).isEqualTo(Answer.PASSED);
        assertThat(answer(web, Probe.http(PORT, "/up"), true)).isEqualTo(Answer.PASSED);
        var refused = answer(web, Probe.tcp(PORT + 1), false);
        assertThat(refused.sentence()).startsWith("a connection to port 8081 failed");
    }

    @Test
    default void aProgramThatFallsIllFailsAndPassesAgainWhenItRecovers() {
        var web = serving("web");
        answer(web, Probe.http(PORT, "/up"), true);
        hands().fallIll(web.id());
        assertThat(answer(web, Probe.http(PORT, "/up"), false).sentence()).startsWith("GET /up on port 8080 was answered ");
        hands().recover(web.id());
        answer(web, Probe.http(PORT, "/up"), true);
    }

    @Test
    default void aFrozenProgramFailsWithinTheTimeout() {
        var web = serving("web");
        answer(web, Probe.http(PORT, "/up"), true);
        hands().pause(web.id());
        long begun = System.nanoTime();
        var answer = engine().probing().attempt(web, Probe.http(PORT, "/up").every(Duration.ofSeconds(1), Duration.ofMillis(300)));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(answer.sentence()).contains("not answered within 300 ms");
    }

    @Test
    default void oneThatIsGoneFails() {
        var web = serving("web");
        answer(web, Probe.tcp(PORT), true);
        remove(web, Duration.ZERO);
        answer(web, Probe.tcp(PORT).every(Duration.ofSeconds(1), Duration.ofMillis(300)), false);
    }

    private SeenInstance serving(String component) {
        var part = Sample.instance(plane(), component, subject().image()).process(subject().serving(PORT))
            .port(new Part.PublishedPort(PORT, "tcp", Optional.empty(), Optional.empty())).build();
        engine().create(part);
        return eventually(part, "has an address", i -> !i.reachable().isEmpty());
    }

    /// Tries until it answers so: a program needs a moment to listen.
    private Answer answer(SeenInstance instance, Probe probe, boolean passed) {
        return eventually(probe.words() + (passed ? " passes" : " fails"),
            () -> Optional.of(engine().probing().attempt(instance, probe)).filter(a -> a.passed() == passed));
    }
}

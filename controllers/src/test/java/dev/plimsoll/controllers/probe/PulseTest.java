package dev.plimsoll.controllers.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance.Health;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Two passes make healthy, three failures unhealthy. One try a second; `+` passed, `-` failed, `60` a minute goes by.
    @ParameterizedTest(name = "{0} {1} → {2}: {3}")
    @CsvSource({
        "starting, '', STARTING, nothing was tried yet",
        "starting, '+', STARTING, one pass is not enough",
        "starting, '++', HEALTHY, two are",
        "starting, '+-+', STARTING, they must be in a row",
        "starting, '+-++', HEALTHY, and then they count",
        "starting, '------', STARTING, failures before the first health do not count",
        "starting, '-60-', UNHEALTHY, but not for ever",
        "starting, '-60-++', HEALTHY, and it may still recover",
        "starting, '60+', STARTING, a late pass is no failure",
        "starting, '++--', HEALTHY, two failures are not enough",
        "starting, '++---', UNHEALTHY, three are",
        "starting, '++--+--', HEALTHY, they must be in a row",
        "starting, '++---+', UNHEALTHY, one pass does not heal",
        "starting, '++---++', HEALTHY, two do",
        "resuming, '', HEALTHY, it was well when last heard of",
        "resuming, '--', HEALTHY, it is given its chances",
        "resuming, '---', UNHEALTHY, and no more",
    })
    void whatTriesComeTo(String begun, String tries, Health expected, String reason) {
        var probe = Probe.tcp(80);
        var now = NOON;
        var pulse = begun.equals("starting") ? Pulse.starting(now) : Pulse.resuming(now);
        for (var each : tries.replace("60", "6").split("")) {
            now = now.plusSeconds(each.equals("6") ? 60 : 1);
            pulse = each.equals("+") ? pulse.passed(probe) : each.equals("-") ? pulse.failed(probe, "refused", now, PATIENCE) : pulse;
        }
        assertThat(pulse.health()).as(reason).isEqualTo(expected);
        assertThat(pulse.trouble()).isEqualTo(tries.endsWith("-") ? "refused" : "");
    }

    @ParameterizedTest(name = "engine {0} and probe {1} → {2}")
    @CsvSource({"NONE, HEALTHY, HEALTHY", "NONE, STARTING, STARTING", "HEALTHY, STARTING, STARTING", "STARTING, HEALTHY, STARTING", "UNHEALTHY, HEALTHY, UNHEALTHY",
        "HEALTHY, UNHEALTHY, UNHEALTHY", "HEALTHY, HEALTHY, HEALTHY"})
    void bothHaveToBeContent(Health engines, Health probes, Health together) {
        assertThat(new Pulse(probes, 0, true, NOON, "").with(engines)).isEqualTo(together);
    }
}

package dev.plimsoll.engines.docker.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The listing's words: statuses, entries and when they suffice.
class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Up Less than a second,                      NONE,      ,   PT0S,    PT1S",
        "Up 1 second (health: starting),             STARTING,  ,   PT1S,    PT2S",
        "Up 59 seconds (healthy),                    HEALTHY,   ,   PT59S,   PT60S",
        "Up About a minute (unhealthy),              UNHEALTHY, ,   PT1M,    PT2M",
        "Up 5 minutes,                               NONE,      ,   PT5M,    PT6M",
        "Up 5 minutes (Paused),                      NONE,      ,   PT5M,    PT6M",
        "Up About an hour,                           NONE,      ,   PT30M,   PT2H",
        "Up 3 hours,                                 NONE,      ,   PT2H30M, PT4H",
        "Up 2 days,                                  NONE,      ,   PT47H30M, PT72H",
        "Exited (137) 2 seconds ago,                 NONE,      137, PT2S,   PT3S",
        "Exited (0) Less than a second ago,          NONE,      0,  PT0S,    PT1S",
        "Restarting (3) About a minute ago,          NONE,      3,  PT1M,    PT2M",
        "Created,                                    NONE,      ,   ,",
        "Removal In Progress,                        NONE,      ,   ,",
        "Dead,                                       NONE,      ,   ,",
        "Something new (healthy),                    HEALTHY,   ,   ,",
    })
    void statusesAreRead(String text, Health health, Integer exitCode, Duration least, Duration most) {
        assertThat(StatusText.parse(text))
            .isEqualTo(new StatusText(health, Optional.ofNullable(exitCode), Optional.ofNullable(least), Optional.ofNullable(most)));
    }

    @Test
    void anEntryIsReadAndForeignOnesAreNot() {
        var entry = entry("running", "Up 5 minutes (healthy)");

        assertThat(entry.name()).isEqualTo("web");
        assertThat(entry.stamp().project()).isEqualTo("shop");
        assertThat(entry.state()).isEqualTo(State.RUNNING);
        assertThat(entry.addresses()).containsExactly("0.0.0.0:8080->80/tcp", "[fe80::1]:81->81/udp");
        assertThat(entry.networks()).containsExactly("n1");
        assertThat(SeenEntry.of(json("{\"Id\":\"x\",\"Names\":[\"/web\"],\"Labels\":{\"team\":\"sea\"}}"))).isEmpty();
        assertThat(SeenEntry.of(json("{}"))).isEmpty();
    }

    @Test
    void aDeadContainerCountsAsEndedSoThatItIsRemoved() {
        assertThat(entry("dead", "Dead").state()).isEqualTo(State.EXITED);
        assertThat(entry("removing", "Removal In Progress").state()).isEqualTo(State.REMOVING);
    }

    @Test
    void oneThatHasRunQuietlyNeedsNoInspection() {
        assertThat(entry("running", "Up 5 minutes").withoutInspection(NOW)).contains(Details.quiet(NOW.minus(Duration.ofMinutes(5))));
        assertThat(entry("running", "Up 5 seconds").withoutInspection(NOW)).isEmpty();
        assertThat(entry("running", "Up 5 minutes (unhealthy)").withoutInspection(NOW)).isEmpty();
        assertThat(entry("restarting", "Restarting (1) 5 minutes ago").withoutInspection(NOW)).isEmpty();
        assertThat(entry("exited", "Exited (1) 5 minutes ago").withoutInspection(NOW)).isEmpty();
        assertThat(entry("created", "Created").withoutInspection(NOW)).isEmpty();
    }

    @Test
    void whatWasLearntHoldsWhileTheListingAgrees() {
        var started = Details.of(json("{\"RestartCount\":3,\"State\":{\"Running\":true,\"StartedAt\":\"2026-03-01T11:59:30.5Z\"}}"));
        assertThat(started.restarts()).isEqualTo(3);

        assertThat(entry("running", "Up 29 seconds").agreesWith(started, NOW)).isTrue();
        assertThat(entry("running", "Up 4 seconds").agreesWith(started, NOW)).as("restarted since").isFalse();
        assertThat(entry("running", "Up 29 seconds (unhealthy)").agreesWith(started, NOW)).as("its output may be new").isFalse();
        assertThat(entry("exited", "Exited (0) 29 seconds ago").agreesWith(started, NOW)).as("ended since").isFalse();
    }

    @Test
    void anEndHoldsWhileCodeAndTimeAgree() {
        var ended = Details.of(json("{\"State\":{\"Status\":\"exited\",\"ExitCode\":7,\"OOMKilled\":true,\"StartedAt\":\"2026-03-01T11:00:00Z\","
            + "\"FinishedAt\":\"2026-03-01T11:55:00Z\"}}"));
        assertThat(ended.exitCode()).contains(7);
        assertThat(ended.outOfMemory()).isTrue();

        assertThat(entry("exited", "Exited (7) 5 minutes ago").agreesWith(ended, NOW)).isTrue();
        assertThat(entry("exited", "Exited (1) 5 minutes ago").agreesWith(ended, NOW)).isFalse();
        assertThat(entry("exited", "Exited (7) 2 minutes ago").agreesWith(ended, NOW)).isFalse();
    }

    @Test
    void oneThatCouldNotStartNeverEnded() {
        var failed = Details.of(json("{\"State\":{\"Status\":\"created\",\"ExitCode\":127,\"Error\":\"no such program\",\"StartedAt\":\"0001-01-01T00:00:00Z\"}}"));

        var seen = entry("created", "Created").with(failed, List.of());

        assertThat(seen.exitCode()).isEmpty();
        assertThat(seen.startedAt()).isEmpty();
        assertThat(seen.error()).isEqualTo("no such program");
    }

    @Test
    void anUnhealthyOnesErrorIsTheLastOutputOfItsCheck() {
        var ill = Details.of(json("{\"State\":{\"Running\":true,\"StartedAt\":\"2026-03-01T11:00:00Z\",\"Health\":{\"Status\":\"unhealthy\",\"Log\":["
            + "{\"ExitCode\":0,\"Output\":\"fine\"},{\"ExitCode\":1,\"Output\":\"connection refused\\n\"}]}}}"));

        assertThat(ill.error()).isEqualTo("health check ended with 1: connection refused");
    }

    private static SeenEntry entry(String state, String status) {
        return SeenEntry.of(json("{\"Id\":\"abc\",\"Names\":[\"/other/alias\",\"/web\"],\"ImageID\":\"sha256:1\",\"State\":\"" + state + "\",\"Status\":\"" + status
            + "\",\"Labels\":{\"dev.plimsoll.plane\":\"p1\",\"dev.plimsoll.project\":\"shop\"},\"Ports\":[{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,"
            + "\"PublicPort\":8080,\"Type\":\"tcp\"},{\"IP\":\"::\",\"PrivatePort\":80,\"PublicPort\":8080,\"Type\":\"tcp\"},{\"PrivatePort\":443,\"Type\":\"tcp\"},"
            + "{\"IP\":\"fe80::1\",\"PrivatePort\":81,\"PublicPort\":81,\"Type\":\"udp\"}],\"NetworkSettings\":{\"Networks\":{\"net\":{\"NetworkID\":\"n1\"}}}}"))
            .orElseThrow();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}

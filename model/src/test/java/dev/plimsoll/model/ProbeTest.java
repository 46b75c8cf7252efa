package dev.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void theUsualTimesAreRanchers() {
        var probe = Probe.tcp(80);
        assertThat(probe.interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(probe.healthyThreshold()).isEqualTo(2);
        assertThat(probe.unhealthyThreshold()).isEqualTo(3);
        assertThat(probe.strategy()).isEqualTo(Probe.Strategy.RECREATE);
    }

    @Test
    void itSaysWhatItAsks() {
        assertThat(Probe.tcp(5432).words()).isEqualTo("a connection to port 5432");
        assertThat(Probe.http(8080, "/healthz").words()).isEqualTo("GET /healthz on port 8080");
    }

    @Test
    void valuesThatCanNeverBeRightAreRefused() {
        List<Runnable> wrong = List.of(() -> Probe.tcp(0), () -> Probe.tcp(70_000), () -> Probe.tcp(1).counting(-1, 1), () -> Probe.tcp(1).counting(1, 1_001),
            () -> Probe.tcp(1).every(Duration.ofMillis(5), Duration.ofSeconds(1)), () -> Probe.tcp(1).every(Duration.ofSeconds(1), Duration.ZERO),
            () -> Probe.tcp(1).every(Duration.ofSeconds(1), Duration.ofHours(1)), () -> Probe.tcp(1).within(Optional.of(Duration.ofSeconds(-1)), null),
            () -> Probe.tcp(1).leadingTo(Probe.Strategy.RECREATE, 2));
        wrong.forEach(each -> assertThatThrownBy(each::run).isInstanceOf(InvalidValue.class));
    }

    @Test
    void nothingCanBeSmuggledIntoARequest() {
        assertThatThrownBy(() -> Probe.http(80, "/a b")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Probe.http(80, "/a\r\nX: 1")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new Probe.Request("GET", "/", Map.of("X", "1\r\nY: 2"), null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new Probe.Request("GET", "/", Map.of("X Y", "1"), null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new Probe.Request("GET\n", "/", null, null)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void whoUsesAnothersNetworkHasNoneOfItsOwn() {
        var lent = Group.sidekickOf("web").withNetworkOf("web");
        assertThat(ComponentSpec.ofImage("a").withGroup(lent).group().networkOf()).contains("web");
        var publishing = new ComponentSpec("a", null, null, null, null, null, null, null, List.of(new Port(80, null, Optional.of(80), null, null, null)), null, null, null, null,
            null, 1, null, null, null, null, null, null);
        assertThatThrownBy(() -> publishing.withGroup(lent)).isInstanceOf(InvalidValue.class).hasMessageContaining("network of web");
    }
}

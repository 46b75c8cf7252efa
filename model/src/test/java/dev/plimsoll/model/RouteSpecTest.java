package dev.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.RouteSpec.Protocol;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSpecTest {
    private static final List<Target> WEB = List.of(Target.of("web", 80));

    private static RouteSpec connections(String match, Protocol protocol, boolean tls) {
        return new RouteSpec(Match.parse(match), protocol, null, 0, tls ? Optional.of(RouteTls.ON) : null, WEB, null, null, null, null, null, false, null, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "010.0.0.1", "256.0.0.1", "fe80::1%eth0", "::1/129", "everyone", "", "10.0.0.0/8 ", "10.0.0.0/08x", "localhost"})
    void aRangeThatIsNoneIsNeverPassedOver(String range) {
        assertThatThrownBy(() -> new Access.Sources(List.of("192.168.0.0/16", range), 0, null, 403)).isInstanceOf(InvalidValue.class).hasMessageContaining("no address range");
    }

    @Test
    void noRangeAtAllIsNotEverybody() {
        assertThatThrownBy(() -> new Access.Sources(List.of(), 0, null, 403)).isInstanceOf(InvalidValue.class).hasMessageContaining("no range is named");
        assertThat(new Access.Sources(List.of("0.0.0.0/0", "::/0", "10.1.2.3", "2001:db8::1"), 0, null, 403).ranges()).hasSize(4);
    }

    @Test
    void connectionsHaveNoPathsAndOnlyTlsNamesHosts() {
        assertThatThrownBy(() -> connections("Path(`/x`)", Protocol.PASSTHROUGH, false)).hasMessageContaining("no path");
        assertThatThrownBy(() -> connections("Host(`a`)", Protocol.TCP, false)).hasMessageContaining("without TLS names no host");
        assertThatThrownBy(() -> connections("Host(`a`)", Protocol.PASSTHROUGH, true)).hasMessageContaining("either ended here");
        assertThat(connections("Host(`a`) && ClientIP(`10.0.0.0/8`)", Protocol.PASSTHROUGH, false).match().text()).contains("Host");
        assertThat(connections("Host(`a`)", Protocol.TCP, true).tls()).isPresent();
        assertThatThrownBy(() -> new RouteSpec(Match.ANY, Protocol.TCP, null, 0, null, WEB, null, null,
            new HeaderRules(Map.of("X-A", "b"), null, null, null), null, null, false, null, false)).hasMessageContaining("sees connections, not requests");
    }

    @Test
    void aRouteLeadsSomewhere() {
        assertThatThrownBy(() -> RouteSpec.of(Match.ANY, List.of())).hasMessageContaining("needs targets");
        assertThatThrownBy(() -> RouteSpec.of(Match.ANY, List.of(new Target(Optional.of("web"), null, 80, null, 0, null)))).hasMessageContaining("weight 0");
        assertThat(new RouteSpec(null, null, null, 0, null, null, List.of(new Redirect.Scheme("https", 0, null, true)), null, null, null, null, false, null, false).targets()).isEmpty();
        assertThatThrownBy(() -> new Target(Optional.of("web"), null, 80, Optional.of("10.0.0.1"), 1, null)).hasMessageContaining("only one of them");
        assertThatThrownBy(() -> new Target(null, null, 80, Optional.of("10.0.0.1/8"), 1, null)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aClosedRouteLeadsNowhereSoThatNobodyCanServeItByMistake() {
        var closed = Access.closed("its users are elsewhere");
        assertThatThrownBy(() -> new RouteSpec(Match.ANY, null, null, 0, null, WEB, null, null, null, closed, null, false, null, false)).hasMessageContaining("leads nowhere");
        assertThat(new RouteSpec(Match.ANY, null, null, 0, null, null, null, null, null, closed, null, false, null, false).targets()).isEmpty();
        assertThatThrownBy(() -> Access.closed("a\nb")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void headersCannotBeginAnotherLine() {
        assertThatThrownBy(() -> new HeaderRules(Map.of("X-A", "b\r\nX-B: c"), null, null, null)).isInstanceOf(InvalidValue.class).message().doesNotContain("\n");
        assertThatThrownBy(() -> new HeaderRules(null, Map.of("X A", "b"), null, null)).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "a b", "", "-web", "web\n"})
    void entryPointsAreNamesOrPorts(String name) {
        assertThatThrownBy(() -> RouteSpec.of(Match.ANY, WEB).withEntryPoints(List.of(name))).isInstanceOf(InvalidValue.class);
    }
}

package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static RouteSpec route(String match, String... entryPoints) {
        return RouteSpec.of(Match.parse(match), List.of(Target.of("web", 80))).withEntryPoints(List.of(entryPoints));
    }

    @Test
    void theOrderOfConditionsDoesNotMatter() {
        assertThat(Claims.of(route("Host(`a`) && Path(`/x`)"))).isEqualTo(Claims.of(route("Path(`/x`) && Host(`a`)", "web"))).isEqualTo(Claims.of(route("Path(`/x`) && Host(`A`)", "80")));
    }

    @Test
    void eachAlternativeOnEachEntryPointIsAClaim() {
        assertThat(Claims.of(route("(Host(`a`) || Host(`b`)) && Path(`/x`)", "web", "8080"))).hasSize(4);
    }

    @Test
    void withAndWithoutTlsIsNotTheSame() {
        var tls = route("Host(`a`)").withTls(Optional.of(RouteTls.ON));
        assertThat(Claims.of(tls)).doesNotContainAnyElementsOf(Claims.of(route("Host(`a`)"))).isEqualTo(Claims.of(tls.withEntryPoints(List.of("websecure"))));
        assertThat(Claims.of(tls.withEntryPoints(List.of("web")))).doesNotContainAnyElementsOf(Claims.of(route("Host(`a`)", "web")));
    }

    @Test
    void aRuleTooLongToTakeApartIsClaimedAsAWhole() {
        var long_ = "(Host(`a`) || Host(`b`))" + " && (Path(`/a`) || Path(`/b`))".repeat(20);
        assertThat(Claims.of(route(long_))).hasSize(1).isEqualTo(Claims.of(route(long_)));
    }
}

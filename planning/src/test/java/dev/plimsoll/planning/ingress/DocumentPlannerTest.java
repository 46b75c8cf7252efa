package dev.plimsoll.planning.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedCertificate;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.planning.ingress.RoutePlanner.Planned;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentPlannerTest {
    private static final EntryPoints ENTRIES = EntryPoints.usual(true).with(List.of("lan=10.0.0.1:9000"));
    private static final Server ONE = new Server("one", "10.1.0.1", 80, false);

    private static RouteSpec spec(String match) {
        return RouteSpec.of(Match.parse(match), List.of(Target.of("web", 80)));
    }

    private static RouteSpec prioritized(String match, int priority) {
        return new RouteSpec(Match.parse(match), null, null, priority, null, List.of(Target.of("web", 80)), null, null, null, null, null, false, null, false);
    }

    private static Planned planned(String name, RouteSpec spec, Optional<Map<String, SecretText>> users) {
        return new RoutePlanner(ENTRIES).plan(Resource.declared(Metadata.named("p", name), spec), users, _ -> List.of(ONE));
    }

    private static ServedRoute ready(String name, RouteSpec spec) {
        return ((Planned.Ready) planned(name, spec, Optional.empty())).route();
    }

    private static IngressDocument document(Certificates certificates, ServedRoute... routes) {
        return new DocumentPlanner(ENTRIES, certificates, Optional.empty()).document(List.of(routes));
    }

    private static List<String> order(ServedRoute... routes) {
        return document(Certificates.NONE, routes).rules().stream().map(Rule::route).map(name -> name.substring(2)).toList();
    }

    @Test
    void exactHostsComeBeforePatternsBeforeAnyAndLongerPathsFirst() {
        assertThat(order(ready("any", spec("PathPrefix(`/a/very/long/path`)")), ready("pattern", spec("Host(`*.b`) && PathPrefix(`/longer`)")), ready("host", spec("Host(`a.b`)")),
            ready("path", spec("Host(`a.b`) && PathPrefix(`/x`)")), ready("longer", spec("Host(`a.b`) && PathPrefix(`/x/y`)")), ready("exact", spec("Host(`a.b`) && Path(`/x/y`)")),
            ready("more", spec("Host(`a.b`) && PathPrefix(`/x`) && Header(`X`, `1`)"))))
            .containsExactly("exact", "longer", "more", "path", "host", "pattern", "any");
    }

    @Test
    void aPriorityGoesBeforeEverythingAndEqualsGoByName() {
        assertThat(order(ready("b", spec("Host(`a`)")), ready("a", spec("Host(`b`)")), ready("last", prioritized("Host(`a`)", -1)), ready("first", prioritized("PathPrefix(`/`)", 5))))
            .containsExactly("first", "a", "b", "last");
    }

    @Test
    void eachAlternativeIsARuleOfItsOwnPlace() {
        assertThat(order(ready("two", spec("Host(`a`) && PathPrefix(`/long/path`) || PathPrefix(`/x`)")), ready("one", spec("Host(`a`)")))).containsExactly("two", "one", "two");
    }

    @Test
    void entryPointsAreNamesOrPortsAndTheUsualOnesHaveBoth() {
        assertThat(document(Certificates.NONE, ready("a", spec("Any()").withEntryPoints(List.of("80", "lan", "5000"))), ready("b", spec("Any()"))).entryPoints())
            .containsExactlyInAnyOrder(new EntryPoint("web", "", 80), new EntryPoint("lan", "10.0.0.1", 9000), new EntryPoint("5000", "", 5000));
        assertThat(planned("x", spec("Any()").withEntryPoints(List.of("wan")), Optional.empty())).isInstanceOfSatisfying(Planned.Impossible.class,
            i -> assertThat(i.lack().sentence()).contains("--entry wan=:PORT"));
        assertThatThrownBy(() -> EntryPoints.usual(true).with(List.of("web=80"))).isInstanceOf(InvalidValue.class).hasMessageContaining("web=:8080");
        assertThat(EntryPoints.usual(false).secure().port()).isEqualTo(8443);
    }

    @Test
    void whatCannotBeGuardedIsClosedAndKeepsItsClaim() {
        var guarded = new RouteSpec(Match.parse("Host(`a`)"), null, null, 0, null, List.of(Target.of("web", 80)), null, null, null,
            new Access(Optional.of(new Access.Basic("users", null, null, false)), null, null), null, false, null, false);
        for (var users : List.of(Optional.<Map<String, SecretText>>empty(), Optional.of(Map.<String, SecretText>of()))) {
            assertThat(planned("x", guarded, users)).isInstanceOfSatisfying(Planned.Ready.class, r -> {
                assertThat(r.route().spec().access().closed()).isPresent();
                assertThat(r.route().servers()).isEmpty();
                assertThat(r.route().alternatives()).hasSize(1);
                assertThat(r.lacks()).hasValueSatisfying(l -> assertThat(l.reason()).isEqualTo("ReferenceNotFound"));
            });
        }
        assertThat(planned("x", guarded, Optional.of(Map.of("ann", new SecretText("$6$x"))))).isInstanceOfSatisfying(Planned.Ready.class, r -> assertThat(r.lacks()).isEmpty());
    }

    @Test
    void certificatesAreThoseOfTheRoutesHostsAndMissingOnesAreNamed() {
        var tls = ready("x", spec("Host(`a.test`) || Host(`b.test`)").withTls(Optional.of(RouteTls.ON)));
        var known = new Certificates() {
            @Override
            public Optional<ServedCertificate> forHost(String project, String host) {
                return Arrays.asList("p a.test").contains(project + " " + host) ? Optional.of(new ServedCertificate("c", new SecretText("pem"))) : Optional.empty();
            }

            @Override
            public Optional<ServedCertificate> named(String project, String name) {
                return Optional.empty();
            }
        };
        assertThat(document(known, tls, ready("plain", spec("Host(`b.test`)"))).certificates()).hasSize(1);
        assertThat(new DocumentPlanner(ENTRIES, known, Optional.empty()).uncertified(tls)).containsExactly("b.test");
        assertThat(Addresses.of(tls, ENTRIES)).containsExactly("https://a.test/", "https://b.test/");
    }

    @Test
    void challengesOpenThePlainPortBesideTheSecureOne() {
        var tls = ready("x", spec("Host(`a.test`)").withTls(Optional.of(RouteTls.ON)));
        assertThat(new DocumentPlanner(ENTRIES, Certificates.NONE, Optional.of(ONE)).document(List.of(tls)).entryPoints()).extracting(EntryPoint::name).containsExactly("web", "websecure");
        var elsewhere = ready("x", spec("Host(`a.test`)").withTls(Optional.of(RouteTls.ON)).withEntryPoints(List.of("9443")));
        assertThat(new DocumentPlanner(ENTRIES, Certificates.NONE, Optional.of(ONE)).document(List.of(elsewhere)).entryPoints()).extracting(EntryPoint::name).containsExactly("9443", "web");
    }
}

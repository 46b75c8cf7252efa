package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.dns.Publication;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Place;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.dns.SimulatedZone;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsTest {
    private static final RecordSet FOREIGN = new RecordSet("www.example.org", RecordType.A, 600, List.of("192.0.2.99"));
    private final SimulatedPlatform platform = new SimulatedPlatform(SimulatedSettings.stepped(11));
    private final SimulatedZone zone = platform.zones.zone("example.org");

    @BeforeEach
    void declare() throws InterruptedException {
        apply("", Metadata.DEFAULT_PROJECT, new ProjectSpec(""));
        apply("main", DnsZoneSpec.of("example.org", DnsProvider.RFC2136));
        zone.put(FOREIGN);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aRecordStandsInItsZoneWithAMarkAndGoesWithoutATrace() throws InterruptedException {
        apply("api", a("api", "192.0.2.1", "192.0.2.2"));
        settle();
        assertThat(level("api").holds()).as(level("api").sentence()).isTrue();
        assertThat(zone.sets()).contains(new RecordSet("api.example.org", RecordType.A, 300, List.of("192.0.2.1", "192.0.2.2")))
            .anySatisfy(mark -> assertThat(mark.name()).isEqualTo("_plimsoll-a.api.example.org"));

        apply("api", a("api", "192.0.2.3"));
        settle();
        assertThat(zone.sets()).contains(new RecordSet("api.example.org", RecordType.A, 300, List.of("192.0.2.3")));

        delete(Kind.DNS_RECORD, "api");
        settle();
        assertThat(zone.sets()).containsExactly(FOREIGN);
    }

    /// P39: foreign records are never touched, and say why ours is not there.
    @Test
    void whatCarriesNoMarkIsLeftAsItIs() throws InterruptedException {
        apply("www", a("www", "192.0.2.1"));
        settle();

        assertThat(zone.sets()).containsExactly(FOREIGN);
        assertThat(level("www").reason()).isEqualTo("Taken");
        delete(Kind.DNS_RECORD, "www");
        settle();
        assertThat(zone.sets()).containsExactly(FOREIGN);
        assertThat(platform.store.get(key(Kind.DNS_RECORD, "www"))).isEmpty();
    }

    @Test
    void twoThatDeclareOneNameAreToldOfEachOther() throws InterruptedException {
        apply("first", a("api", "192.0.2.1"));
        settle();
        apply("second", a("api", "192.0.2.2"));
        settle();

        assertThat(level("second").sentence()).contains("dnsrecord/first");
        delete(Kind.DNS_RECORD, "first");
        platform.pass(Duration.ofMinutes(3));
        assertThat(level("second").holds()).as(level("second").sentence()).isTrue();
    }

    @Test
    void whatSomebodyTookAwayComesBackAndWhatIsLeftOverGoes() throws InterruptedException {
        apply("api", a("api", "192.0.2.1"));
        settle();
        var ours = zone.sets().stream().filter(s -> s.name().equals("api.example.org")).findFirst().orElseThrow();
        zone.change(List.of(new dev.plimsoll.ports.dns.RecordChange.Remove(ours)));
        platform.pass(Duration.ofMinutes(5));
        assertThat(zone.sets()).contains(ours);

        platform.commit(new Write.Remove(key(Kind.DNS_RECORD, "api"), Write.Expected.ANYTHING));
        platform.pass(Duration.ofMinutes(5));
        assertThat(zone.sets()).as("its resource vanished from the store").containsExactly(FOREIGN);
    }

    @Test
    void oneListingServesAllRecordsOfAZone() throws InterruptedException {
        settle();
        int before = zone.listings();
        for (int n = 0; n < 60; n++) {
            apply("host-" + n, a("host-" + n, "192.0.2." + n));
        }
        settle();

        assertThat(zone.sets()).hasSize(121);
        assertThat(zone.listings() - before).isLessThan(10);
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgain() throws InterruptedException {
        zone.fail(3);
        apply("api", a("api", "192.0.2.1"));
        settle();

        assertThat(level("api").holds()).isTrue();
    }

    /// As with Route 53 until a change is INSYNC: a proof that only some servers know of would fail.
    @Test
    void aRecordIsLevelWhenAllServersKnowOfIt() throws InterruptedException {
        zone.spreading(true);
        apply("api", a("api", "192.0.2.1"));
        settle();
        assertThat(zone.sets()).anyMatch(s -> s.name().equals("api.example.org"));
        assertThat(level("api").reason()).isEqualTo("Spreading");
        var listed = zone.listings();
        settle();
        assertThat(zone.listings() - listed).as("waiting costs no listings").isLessThan(2);

        zone.spreading(false);
        settle();
        assertThat(level("api").holds()).as(level("api").sentence()).isTrue();
    }

    /// A pause that is asked for is one of the whole zone, or a hundred records would ask a hundred times.
    @Test
    void aPauseHoldsForEverythingInTheZone() throws InterruptedException {
        settle();
        zone.throttle(1, Duration.ofMinutes(2));
        for (int n = 0; n < 30; n++) {
            apply("host-" + n, a("host-" + n, "192.0.2." + n));
        }
        int before = zone.calls();
        settle();
        assertThat(zone.calls() - before).isEqualTo(1);
        assertThat(zone.sets()).containsExactly(FOREIGN);
        assertThat(level("host-7").reason()).isEqualTo("Throttled");

        platform.pass(Duration.ofMinutes(3));
        assertThat(zone.sets()).hasSize(61);
    }

    @Test
    void hostsOfRoutesAppearAndVanishWithThem() throws InterruptedException {
        apply("main", DnsZoneSpec.of("example.org", DnsProvider.RFC2136).publishing(List.of(Publication.ROUTES), List.of("192.0.2.80", "2001:db8::80")));
        apply("shop", RouteSpec.of(Match.parse("Host(`shop.example.org`) || Host(`shop.example.net`)"), List.of(Target.of("web", 80))));
        settle();
        assertThat(zone.sets()).contains(new RecordSet("shop.example.org", RecordType.A, 300, List.of("192.0.2.80")), new RecordSet("shop.example.org", RecordType.AAAA, 300, List.of("2001:db8::80")))
            .noneMatch(s -> s.name().endsWith("example.net"));

        platform.commit(new Write.Remove(key(Kind.ROUTE, "shop"), Write.Expected.ANYTHING));
        settle();
        assertThat(zone.sets()).containsExactly(FOREIGN);
    }

    /// P39: with an app go the names of its instances and routes, and nothing else.
    @Test
    void instancesAppearAndVanishWithTheirApp() throws InterruptedException {
        apply("main", DnsZoneSpec.of("example.org", DnsProvider.RFC2136).publishing(List.of(Publication.SERVICES), List.of()));
        var web = new Key(Kind.COMPONENT, "default", "shop-web");
        platform.directory.put(web, List.of(instance(web, 1), instance(web, 2)));
        settle();
        assertThat(zone.sets()).contains(FOREIGN, new RecordSet("web.shop.default.example.org", RecordType.A, 300, List.of("10.0.0.1", "10.0.0.2")),
            new RecordSet("_http._tcp.web.shop.default.example.org", RecordType.SRV, 300, List.of("0 1 80 1.web.shop.default.example.org", "0 1 80 2.web.shop.default.example.org")));

        platform.directory.put(web, List.of(instance(web, 2)));
        settle();
        assertThat(zone.sets()).contains(new RecordSet("web.shop.default.example.org", RecordType.A, 300, List.of("10.0.0.2"))).noneMatch(s -> s.name().contains("1.web.shop"));

        platform.directory.put(web, List.of());
        settle();
        assertThat(zone.sets()).containsExactly(FOREIGN);
        assertThat(platform.mirror.list(Query.of(Kind.DNS_RECORD))).isEmpty();
    }

    @Test
    void aZoneThatGoesTakesItsOwnRecordsAlongAndNoOthers() throws InterruptedException {
        apply("main", DnsZoneSpec.of("example.org", DnsProvider.RFC2136).publishing(List.of(Publication.ROUTES), List.of("192.0.2.80")));
        apply("shop", RouteSpec.of(Match.parse("Host(`shop.example.org`)"), List.of(Target.of("web", 80))));
        apply("api", a("api", "192.0.2.1"));
        settle();
        delete(Kind.DNS_ZONE, "main");
        settle();
        assertThat(platform.store.get(key(Kind.DNS_ZONE, "main")).orElseThrow().status().condition(Condition.LEVEL).orElseThrow().reason()).isEqualTo("InUse");

        delete(Kind.DNS_RECORD, "api");
        platform.pass(Duration.ofMinutes(5));

        assertThat(platform.store.get(key(Kind.DNS_ZONE, "main"))).isEmpty();
        assertThat(platform.mirror.list(Query.of(Kind.DNS_RECORD))).isEmpty();
        assertThat(zone.sets()).containsExactly(FOREIGN);
    }

    @Test
    void aWildcardIsProvedThroughTheZoneAndItsProofVanishes() throws InterruptedException {
        apply("public", IssuerSpec.acme("https://authority.example/directory").asDefault());
        apply("any", CertificateSpec.of("*.example.org", "example.org").byDns(Optional.empty()));
        platform.pass(Duration.ofMinutes(3));

        assertThat(status(Kind.CERTIFICATE, "any").level()).as("%s", status(Kind.CERTIFICATE, "any").conditions()).isTrue();
        assertThat(zone.sets()).containsExactly(FOREIGN);
        assertThat(platform.mirror.list(Query.of(Kind.DNS_RECORD))).isEmpty();
    }

    private static Endpoint instance(Key of, int slot) {
        var port = new EndpointPort("http", "tcp", 80, Optional.of(new Place("10.0.0." + slot, 80)), Optional.empty());
        return new Endpoint(of, Endpoint.Sort.INSTANCE, "i" + slot, "i" + slot, new Endpoint.Part("shop", "web", slot, ""), "", true, List.of("10.0.0." + slot), List.of(port), List.of(), Map.of());
    }

    private static DnsRecordSpec a(String name, String... addresses) {
        return new DnsRecordSpec("main", name, RecordType.A, 0, List.of(addresses));
    }

    private static Key key(Kind kind, String name) {
        return new Key(kind, "default", name);
    }

    private Status status(Kind kind, String name) {
        return platform.store.get(key(kind, name)).orElseThrow().status();
    }

    private Condition level(String name) {
        return status(Kind.DNS_RECORD, name).condition(Condition.LEVEL).orElseThrow();
    }

    private void settle() throws InterruptedException {
        platform.pass(Duration.ofSeconds(30));
    }

    private void apply(String name, Spec spec) throws InterruptedException {
        apply("default", name, spec);
    }

    private void apply(String project, String name, Spec spec) throws InterruptedException {
        var there = platform.store.get(Resource.declared(Metadata.named(project, name), spec).key());
        platform.commit(new Write.Put(there.map(r -> r.withSpec(spec)).orElseGet(() -> Resource.declared(Metadata.named(project, name), spec)), Write.Expected.ANYTHING));
    }

    /// As the API does it.
    private void delete(Kind kind, String name) throws InterruptedException {
        var there = platform.store.get(key(kind, name)).orElseThrow();
        platform.commit(there.metadata().finalizers().isEmpty() ? new Write.Remove(there.key(), Write.Expected.ANYTHING)
            : new Write.Put(there.withMetadata(there.metadata().withDeletedAt(platform.world.clock().instant())), Write.Expected.ANYTHING));
    }
}

package dev.plimsoll.planning.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstanceNamesTest {
    private static final String NAME = "web.shop.default.internal";

    @Test
    void instancesAreFoundTogetherByTheirSlotsAndByTheirPorts() {
        assertThat(InstanceNames.of("internal", List.of(inside(1, true, "10.0.0.1"), inside(2, true, "10.0.0.2", "fd00::2")))).containsExactlyInAnyOrder(
            set(NAME, RecordType.A, "10.0.0.1", "10.0.0.2"), set(NAME, RecordType.AAAA, "fd00::2"),
            set("1." + NAME, RecordType.A, "10.0.0.1"), set("2." + NAME, RecordType.A, "10.0.0.2"), set("2." + NAME, RecordType.AAAA, "fd00::2"),
            set("_8080._tcp." + NAME, RecordType.SRV, "0 1 8080 1." + NAME, "0 1 8080 2." + NAME), set("_http._tcp." + NAME, RecordType.SRV, "0 1 8080 1." + NAME, "0 1 8080 2." + NAME));
    }

    @Test
    void whatMayNotBeAskedHasNoName() {
        assertThat(InstanceNames.of("internal", List.of(inside(1, false, "10.0.0.1"), inside(2, true, "10.0.0.2")))).extracting(RecordSet::name).contains("2." + NAME).doesNotContain("1." + NAME);
        assertThat(InstanceNames.of("internal", List.of(inside(1, false, "10.0.0.1")))).isEmpty();
    }

    /// As on a cluster's machines, whose inner networks nobody outside reaches.
    @Test
    void whereOnlyTheMachineIsReachedItsAddressAndPortAreTold() {
        var port = new EndpointPort("http", "tcp", 8080, Optional.empty(), Optional.of(new Place("192.0.2.10", 32768)));
        var endpoint = endpoint(3, true, List.of(), port);
        assertThat(InstanceNames.of("internal", List.of(endpoint))).contains(set(NAME, RecordType.A, "192.0.2.10"), set("_http._tcp." + NAME, RecordType.SRV, "0 1 32768 3." + NAME));
    }

    @Test
    void aComponentWithoutAnAssemblyHasItsOwnName() {
        var alone = new Endpoint(new Key(Kind.COMPONENT, "default", "alone"), Endpoint.Sort.INSTANCE, "i", "i", new Endpoint.Part("", "alone", 1, ""), "", true, List.of("10.0.0.1"), List.of(), List.of(), Map.of());
        assertThat(InstanceNames.of("internal", List.of(alone))).extracting(RecordSet::name).containsExactlyInAnyOrder("alone.default.internal", "1.alone.default.internal");
    }

    @Test
    void anAnswerHasAnEnd() {
        var many = IntStream.range(1, 3_000).mapToObj(n -> inside(n, true, "10.1." + n / 250 + "." + n % 250)).toList();
        assertThat(InstanceNames.of("internal", many)).allSatisfy(set -> assertThat(set.values()).hasSizeLessThanOrEqualTo(500));
    }

    private static Endpoint inside(int slot, boolean ready, String... addresses) {
        return endpoint(slot, ready, List.of(addresses), new EndpointPort("http", "tcp", 8080, Optional.of(new Place(addresses[0], 8080)), Optional.empty()));
    }

    private static Endpoint endpoint(int slot, boolean ready, List<String> addresses, EndpointPort port) {
        return new Endpoint(new Key(Kind.COMPONENT, "default", "shop-web"), Endpoint.Sort.INSTANCE, "i" + slot, "shop-web-" + slot, new Endpoint.Part("shop", "web", slot, ""), "", ready, addresses, List.of(port),
            List.of(), Map.of());
    }

    private static RecordSet set(String name, RecordType type, String... values) {
        return new RecordSet(name, type, 1, List.of(values));
    }
}

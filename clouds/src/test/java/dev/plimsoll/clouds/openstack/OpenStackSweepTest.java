package dev.plimsoll.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.model.machine.FirewallRule.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a sweep costs while nothing changes: one listing of each sort of object that OpenStack has. And that nobody relies on an old one when something does change.
class OpenStackSweepTest {
    private static final String PLANE = "plane";
    private static final CloudRule SSH = new CloudRule(Direction.IN, Protocol.TCP, 22, 22, new CloudRule.Peer.Range("0.0.0.0/0"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SmallRegion region = SmallRegion.opened(now::get);
    private final String firewall = region.cloud().create(new CloudPart.Firewall("web", OpenStackTroubleTest.stamp(Kind.FIREWALL, "web", "f"), Set.of(SSH)));
    private final String network = region.cloud().create(new CloudPart.Network("inside", OpenStackTroubleTest.stamp(Kind.NETWORK, "inside", "n"), "10.231.7.0/24", Optional.empty(), Optional.empty(), false,
        Optional.of("public"), List.of()));
    private final CloudPart.Machine part = guarded("m");
    private final String machine = region.cloud().create(part);

    @AfterEach
    void close() {
        region.close();
    }

    private CloudPart.Machine guarded(String operation) {
        var like = OpenStackTroubleTest.machine(operation, "m1.tiny", "");
        return new CloudPart.Machine(like.name(), like.stamp(), like.zone(), like.flavor(), like.image(), List.of(new CloudPart.Interface(network, Optional.empty())), List.of(firewall), List.of(), like.userData(), Map.of());
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    private CloudObject.Machine machine(String id) {
        return region.cloud().list(PLANE, CloudKind.MACHINE).stream().filter(m -> m.id().equals(id)).map(CloudObject.Machine.class::cast).findFirst().orElseThrow();
    }

    @Test
    void eachSortOfObjectIsListedOnce() {
        region.cloud().create(new CloudPart.FloatingIp("front", OpenStackTroubleTest.stamp(Kind.FLOATING_IP, "front", "i"), Optional.of("public"), Optional.empty()));
        pass(Duration.ofMinutes(5));

        for (var between : List.of(Duration.ZERO, Duration.ofSeconds(50), Duration.ofSeconds(70))) {
            region.small().heard();
            // Two sweeps: those of machines and of networks need not be at the same time.
            for (int sweep = 0; sweep < 2; sweep++) {
                assertThat(machine(machine).firewalls()).containsExactly(firewall);
                pass(between);
                assertThat(region.cloud().list(PLANE, CloudKind.NETWORK)).singleElement().satisfies(n -> assertThat(n.phase()).isEqualTo(CloudPhase.READY));
                List.of(CloudKind.FIREWALL, CloudKind.KEY, CloudKind.FLOATING_IP).forEach(kind -> region.cloud().list(PLANE, kind));
                pass(Duration.ofMinutes(2).minus(between));
            }
            assertThat(region.small().heard().stream().filter(line -> line.startsWith("GET ")).toList()).as("%s apart", between).containsExactlyInAnyOrder(twice("servers/detail", "os-keypairs"));
        }
    }

    private static String[] twice(String... computeSorts) {
        var neutron = List.of("networks", "routers", "subnets", "ports", "security-groups", "floatingips").stream().map(sort -> "GET /network/v2.0/" + sort);
        var once = java.util.stream.Stream.concat(neutron, List.of(computeSorts).stream().map(sort -> "GET /compute/v2.1/" + sort)).toList();
        return java.util.stream.Stream.concat(once.stream(), once.stream()).toArray(String[]::new);
    }

    @Test
    void whatWeChangedIsSeenAtOnce() {
        pass(Duration.ofMinutes(5));
        assertThat(machine(machine).firewalls()).containsExactly(firewall);
        var other = region.cloud().create(new CloudPart.Firewall("edge", OpenStackTroubleTest.stamp(Kind.FIREWALL, "edge", "e"), Set.of(SSH)));

        region.cloud().change(machine, new CloudPart.Machine(part.name(), part.stamp(), part.zone(), part.flavor(), part.image(), part.networks(), List.of(other), List.of(), part.userData(), Map.of()));

        assertThat(machine(machine).firewalls()).containsExactly(other);
    }

    @Test
    void whatOthersChangedIsSeenSoonAndAMachineThatIsNewAtOnce() {
        pass(Duration.ofMinutes(5));
        assertThat(machine(machine).firewalls()).containsExactly(firewall);
        String added;
        try (var elsewhere = new OpenStackClouds(now::get).open(SmallRegion.access(region.small(), SmallRegion.USER, Map.of("project", "demo")))) {
            added = elsewhere.create(guarded("another"));
        }
        assertThat(machine(added).firewalls()).as("a machine that another process made").containsExactly(firewall);

        region.small().neutron().all("ports").values().stream().filter(p -> p.path("device_id").asText().equals(machine)).forEach(p -> p.putArray("security_groups").add("other"));
        pass(Duration.ofMinutes(2));
        assertThat(machine(machine).firewalls()).as("changed by somebody's hand").containsExactly("other");
    }
}

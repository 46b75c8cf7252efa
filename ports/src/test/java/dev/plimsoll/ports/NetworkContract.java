package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Networks: made, listed, removed, and what instances on them find.
public interface NetworkContract extends ContractPart {
    private Part.Network network(String name, NetworkSpec spec) {
        return new Part.Network(plane() + "-" + name, Sample.stamp(plane(), "", 0), spec);
    }

    @Test
    default void aNetworkIsMadeOnceAndListedWithWhatIsAttached() {
        var net = network("net", NetworkSpec.PLAIN);
        engine().create(net);
        engine().create(net);
        assertThat(engine().inventory(plane()).networks()).singleElement().satisfies(n -> {
            assertThat(n.name()).isEqualTo(net.name());
            assertThat(n.stamp()).isEqualTo(net.stamp());
            assertThat(n.attached()).isZero();
        });

        created(sample("web").network(net.name()).build());
        created(sample("worker").network(net.name()).build());

        assertThat(engine().inventory(plane()).networks()).extracting(Inventory.SeenNetwork::attached).containsExactly(2);
    }

    @Test
    default void anUnusedNetworkIsRemovedAndAgainIsHarmless() {
        var net = network("net", NetworkSpec.PLAIN);
        engine().create(net);
        var ref = new PartRef(PartRef.Type.NETWORK, engine().inventory(plane()).networks().getFirst().id());

        engine().remove(ref, Duration.ZERO);
        engine().remove(ref, Duration.ZERO);

        assertThat(engine().inventory(plane()).networks()).isEmpty();
        assertThat(hands().exists(PartRef.Type.NETWORK, net.name())).isFalse();
    }

    @Test
    default void aNetworkInUseStays() {
        var net = network("net", NetworkSpec.PLAIN);
        engine().create(net);
        created(sample("web").network(net.name()).build());
        var ref = new PartRef(PartRef.Type.NETWORK, engine().inventory(plane()).networks().getFirst().id());

        failure(EngineFailure.Rejected.class, "InUse", () -> engine().remove(ref, Duration.ZERO));

        assertThat(engine().inventory(plane()).networks()).hasSize(1);
    }

    @Test
    default void instancesFindEachOtherByComponentAndAlias() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var front = network("front", NetworkSpec.PLAIN);
        var back = network("back", new NetworkSpec(null, false, null, null, true, false, false, null, null));
        engine().create(front);
        engine().create(back);
        created(sample("database").network(back.name(), "db").build());
        var web = created(sample("web").network(front.name()).network(back.name(), "frontend").build());

        assertThat(output(web, "ping", "-c", "1", "-W", "5", "db")).contains("1 packets received");
        assertThat(output(web, "ping", "-c", "1", "-W", "5", "database")).contains("1 packets received");
        assertThat(output(web, "ping", "-c", "1", "-W", "5", "frontend")).contains("1 packets received");
    }

    @Test
    default void anInstanceGetsItsFixedMacAddress() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var net = network("fixed", NetworkSpec.PLAIN);
        engine().create(net);
        var attachment = new ComponentSpec.Attachment(net.name(), List.of(), null, null, null, null, Optional.of("02:42:ac:11:65:43"));

        var web = created(sample("web").network(attachment).build());

        assertThat(output(web, "cat", "/sys/class/net/eth0/address")).isEqualTo("02:42:ac:11:65:43");
    }

    @Test
    default void anAddressSetAsideIsGivenToNobody() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var subnet = new NetworkSpec.Subnet("10.213.78.0/29", Optional.of("10.213.78.1"), Optional.empty(), Map.of("printer", "10.213.78.2"));
        var net = network("reserved", new NetworkSpec(null, false, null, null, false, false, false, List.of(subnet), null));
        engine().create(net);

        var web = created(sample("web").network(net.name()).build());

        assertThat(output(web, "ip", "-4", "address")).contains("10.213.78.3/29");
    }

    @Test
    default void anInstanceGetsItsFixedAddress() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var subnet = new NetworkSpec.Subnet("10.213.77.0/28", Optional.of("10.213.77.1"), Optional.empty());
        var net = network("fixed", new NetworkSpec(null, false, null, null, false, false, false, List.of(subnet), Map.of("purpose", "test")));
        engine().create(net);

        var web = created(sample("web").network(new ComponentSpec.Attachment(net.name(), List.of(), Optional.of("10.213.77.5"), null)).build());

        assertThat(output(web, "ip", "-4", "address")).contains("10.213.77.5/28");
    }
}

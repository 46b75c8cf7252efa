package dev.plimsoll.ports.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Networks and floating IPs, for clouds that have them.
public interface CloudNetworkContract extends CloudContractPart {
    @Test
    default void aNetworkIsMadeOnceAndListed() {
        var part = network("inside");
        needs(CloudAbility.NETWORKS, part);

        var network = (CloudObject.Network) made(part);

        assertThat(network.stamp()).isEqualTo(part.stamp());
        assertThat(network.cidr()).isEqualTo(subject().cidr());
        assertThat(network.inUse()).isFalse();
        assertThat(cloud().create(part)).isEqualTo(network.id());
        assertThat(listed(CloudKind.NETWORK)).hasSize(1);
        gone(CloudRef.to(network));
    }

    @Test
    default void aMachineHasAnAddressInItsNetwork() {
        var part = network("inside");
        needs(CloudAbility.NETWORKS, part);
        var network = made(part);

        var machine = madeMachine(in(machine("web-1"), new CloudPart.Interface(network.id(), Optional.empty())));

        assertThat(machine.addresses()).isNotEmpty();
        assertThat(machine.addresses().getFirst()).startsWith(subject().cidr().substring(0, subject().cidr().lastIndexOf('.') + 1));
    }

    @Test
    default void aNetworkInUseStays() {
        var part = network("inside");
        needs(CloudAbility.NETWORKS, part);
        var network = made(part);
        var machine = madeMachine(in(machine("web-1"), new CloudPart.Interface(network.id(), Optional.empty())));

        refused(CloudFailure.NotReady.class, "InUse", () -> cloud().remove(plane(), CloudRef.to(network)));

        assertThat(((CloudObject.Network) seen(CloudKind.NETWORK, network.id()).orElseThrow()).inUse()).isTrue();
        gone(CloudRef.to(machine));
        gone(CloudRef.to(network));
    }

    @Test
    default void aMachineGetsTheAddressThatWasChosen() {
        var part = network("inside");
        needs(CloudAbility.NETWORKS, part);
        var network = made(part);
        var wanted = in(machine("web-1"), new CloudPart.Interface(network.id(), Optional.of(subject().address())));
        needs(CloudAbility.FIXED_ADDRESSES, wanted);

        var machine = madeMachine(wanted);

        assertThat(machine.addresses().getFirst()).isEqualTo(subject().address());
        var late = in(machine("web-2"), new CloudPart.Interface(network.id(), Optional.of(subject().address())));
        refused(CloudFailure.NoCapacity.class, "AddressTaken", () -> cloud().create(late));
        assertThat(listed(CloudKind.MACHINE)).hasSize(1);
    }

    @Test
    default void aMachineInANetworkThatIsNotThereIsNotMade() {
        needs(CloudAbility.NETWORKS, network("inside"));
        var part = in(machine("web-1"), new CloudPart.Interface("00000000-0000-4000-8000-000000000000", Optional.empty()));

        refused(CloudFailure.Absent.class, "NetworkNotFound", () -> cloud().create(part));
        assertThat(listed(CloudKind.MACHINE)).isEmpty();
    }

    @Test
    default void aFloatingIpLeadsWhereItIsTold() {
        var stamp = stamp(Kind.FLOATING_IP, "front");
        var nowhere = new CloudPart.FloatingIp("front", stamp, Optional.empty(), Optional.empty());
        needs(CloudAbility.FLOATING_IPS, nowhere);
        var upstreamed = new CloudPart.Network("inside", stamp(Kind.NETWORK, "inside"), subject().cidr(), Optional.empty(), Optional.empty(), false, Optional.empty(), List.of());
        var network = made(upstreamed);
        var machine = madeMachine(in(machine("web-1"), new CloudPart.Interface(network.id(), Optional.empty())));

        var address = (CloudObject.FloatingIp) made(nowhere);
        assertThat(address.address()).isNotBlank();
        assertThat(address.machine()).isEmpty();
        cloud().change(address.id(), new CloudPart.FloatingIp("front", stamp, Optional.empty(), Optional.of(machine.id())));

        eventually(CloudKind.FLOATING_IP, address.id(), "leads to the machine", o -> ((CloudObject.FloatingIp) o).machine().equals(Optional.of(machine.id())));
        eventually(CloudKind.MACHINE, machine.id(), "shows it", o -> ((CloudObject.Machine) o).publicAddresses().contains(address.address()));
        cloud().change(address.id(), nowhere);
        eventually(CloudKind.FLOATING_IP, address.id(), "leads nowhere", o -> ((CloudObject.FloatingIp) o).machine().isEmpty());
        assertThat(cloud().create(nowhere)).isEqualTo(address.id());
        gone(CloudRef.to(address));
    }
}

package dev.plimsoll.ports.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.model.machine.FirewallRule.Protocol;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Firewalls and keys, for clouds that have them.
public interface CloudFirewallContract extends CloudContractPart {
    CloudRule SSH = new CloudRule(Direction.IN, Protocol.TCP, 22, 22, new CloudRule.Peer.Range("0.0.0.0/0"));
    CloudRule EVERYTHING_OUT = new CloudRule(Direction.OUT, Protocol.ANY, 0, 0, new CloudRule.Peer.Range("0.0.0.0/0"));
    CloudRule AMONG_THEMSELVES = new CloudRule(Direction.IN, Protocol.ANY, 0, 0, new CloudRule.Peer.Own());
    CloudRule PING = new CloudRule(Direction.IN, Protocol.ICMP, 0, 0, new CloudRule.Peer.Range("10.0.0.0/8"));

    @Test
    default void aFirewallHasExactlyTheRulesItWasGiven() {
        var part = new CloudPart.Firewall("web", stamp(Kind.FIREWALL, "web"), Set.of(SSH, EVERYTHING_OUT, AMONG_THEMSELVES, PING));
        needs(CloudAbility.FIREWALLS, part);

        var firewall = (CloudObject.Firewall) made(part);

        assertThat(firewall.rules()).isEqualTo(part.rules());
        assertThat(cloud().create(part)).isEqualTo(firewall.id());
        assertThat(listed(CloudKind.FIREWALL)).hasSize(1);
    }

    @Test
    default void rulesChangeInPlace() {
        var stamp = stamp(Kind.FIREWALL, "web");
        needs(CloudAbility.FIREWALLS, new CloudPart.Firewall("web", stamp, Set.of(SSH)));
        var firewall = made(new CloudPart.Firewall("web", stamp, Set.of(SSH, EVERYTHING_OUT)));
        var ports = new CloudRule(Direction.IN, Protocol.UDP, 16_384, 32_768, new CloudRule.Peer.Range("0.0.0.0/0"));

        cloud().change(firewall.id(), new CloudPart.Firewall("web", stamp, Set.of(ports, EVERYTHING_OUT)));

        eventually(CloudKind.FIREWALL, firewall.id(), "has the new rules", o -> ((CloudObject.Firewall) o).rules().equals(Set.of(ports, EVERYTHING_OUT)));
        refused(CloudFailure.Absent.class, "ObjectNotFound", () -> cloud().change("00000000-0000-4000-8000-000000000000", new CloudPart.Firewall("web", stamp, Set.of(SSH))));
    }

    @Test
    default void aRuleMayNameAnotherFirewall() {
        var balancers = new CloudPart.Firewall("balancers", stamp(Kind.FIREWALL, "balancers"), Set.of(SSH));
        needs(CloudAbility.FIREWALLS, balancers);
        var other = made(balancers);
        var fromThem = new CloudRule(Direction.IN, Protocol.TCP, 8080, 8080, new CloudRule.Peer.Members(other.id()));

        var firewall = (CloudObject.Firewall) made(new CloudPart.Firewall("web", stamp(Kind.FIREWALL, "web"), Set.of(fromThem)));

        assertThat(firewall.rules()).containsExactly(fromThem);
        gone(CloudRef.to(firewall));
        gone(CloudRef.to(other));
    }

    @Test
    default void aMachineIsBehindItsFirewallAndKeepsItFromGoing() {
        var part = new CloudPart.Firewall("web", stamp(Kind.FIREWALL, "web"), Set.of(SSH, EVERYTHING_OUT));
        needs(CloudAbility.FIREWALLS, part);
        var firewall = made(part);

        var machine = madeMachine(behind(machine("web-1"), firewall.id()));

        assertThat(machine.firewalls()).contains(firewall.id());
        refused(CloudFailure.NotReady.class, "InUse", () -> cloud().remove(plane(), CloudRef.to(firewall)));
        gone(CloudRef.to(machine));
        gone(CloudRef.to(firewall));
    }

    @Test
    default void aKeyIsMadeOnceAndListed() {
        var part = new CloudPart.PublicKey("ops", stamp(Kind.SSH_KEY, "ops"), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn ops");
        needs(CloudAbility.KEYS, part);

        var key = made(part);

        assertThat(key.stamp()).isEqualTo(part.stamp());
        assertThat(cloud().create(part)).isEqualTo(key.id());
        assertThat(listed(CloudKind.KEY)).hasSize(1);
        gone(CloudRef.to(key));
        assertThat(listed(CloudKind.KEY)).isEmpty();
    }
}

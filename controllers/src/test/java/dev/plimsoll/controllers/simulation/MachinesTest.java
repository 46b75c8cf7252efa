package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.CloudObjectStatus;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.SshKeySpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.cloud.Onboarding.Progress;
import dev.plimsoll.ports.simulated.cloud.CloudCall;
import dev.plimsoll.ports.simulated.cloud.CloudFault;
import dev.plimsoll.ports.simulated.cloud.Site;
import dev.plimsoll.ports.simulated.cloud.SiteHand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pools of machines in a simulated cloud: made, healed, replaced, gone.
class MachinesTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn someone";

    private final Scenario scenario = new Scenario();
    private final Site site = scenario.platform.world.clouds().site();

    MachinesTest() throws InterruptedException {}

    @BeforeEach
    void declareSurroundings() throws InterruptedException {
        scenario.applied("here", RegionSpec.of(CloudType.SIMULATED));
        scenario.applied("inside", network("10.1.0.0/24"));
        scenario.applied("web", firewall(List.of("balancers")));
        scenario.applied("balancers", firewall(List.of("web", "balancers")));
        scenario.applied("ops", new SshKeySpec("here", KEY));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static CloudNetworkSpec network(String cidr) {
        return new CloudNetworkSpec("here", cidr, null, null, null, null, false, null, true, null);
    }

    private static FirewallSpec firewall(List<String> among) {
        return new FirewallSpec("here", List.of(new FirewallRule(null, null, Optional.of(22), null, List.of("0.0.0.0/0"), null, ""),
            new FirewallRule(null, FirewallRule.Protocol.ANY, null, null, null, among, "")));
    }

    private static MachineTemplate template(String image) {
        return new MachineTemplate("tiny", null, image, List.of("inside"), List.of("web"), List.of("ops"), false, null, null, Duration.ofMinutes(10), 3);
    }

    private static PoolSpec pool(int count, MachineTemplate template, PoolSpec.Replacement replacement) {
        return new PoolSpec(Optional.of(MachineRole.WORKER), count, "here", null, null, template, 1, replacement);
    }

    private static PoolSpec pool(int count) {
        return pool(count, template("debian-12"), null);
    }

    private static Key key(Kind kind, String name) {
        return new Key(kind, "default", name);
    }

    private void level(Kind kind, String name) throws InterruptedException {
        scenario.until(() -> scenario.platform.store.get(key(kind, name)).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent());
        assertThat(scenario.resource(key(kind, name)).status().conditions()).anySatisfy(c -> assertThat(c.holds() && c.type().equals("Level")).as(c.sentence()).isTrue());
    }

    private void deleted(Kind kind, String name) throws InterruptedException {
        scenario.deleted(key(kind, name));
    }

    private List<SiteHand.Seen> machines() {
        return site.hand().everything().stream().filter(s -> s.kind() == CloudKind.MACHINE).toList();
    }

    private MachineStatus machine(String name) {
        return scenario.resource(key(Kind.MACHINE, name)).status(MachineStatus.class);
    }

    @Test
    void from_nothing_to_three_machines_and_back_to_nothing() throws InterruptedException {
        scenario.applied("web", pool(3));
        level(Kind.POOL, "web");
        level(Kind.FIREWALL, "web");
        level(Kind.FIREWALL, "balancers");

        assertThat(machines()).extracting(SiteHand.Seen::name).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
        assertThat(IntStream.rangeClosed(1, 3).mapToObj(i -> machine("web-" + i).addresses().getFirst())).doesNotHaveDuplicates().allMatch(a -> a.startsWith("10.1.0."));
        assertThat(IntStream.rangeClosed(1, 3).mapToObj(i -> machine("web-" + i).zone())).containsExactly("a", "b", "c");

        for (var kind : List.of(Kind.REGION, Kind.NETWORK, Kind.FIREWALL, Kind.SSH_KEY, Kind.POOL)) {
            for (var resource : scenario.platform.mirror.list(dev.plimsoll.store.Query.of(kind))) {
                deleted(kind, resource.metadata().name());
            }
        }
        scenario.gone(key(Kind.REGION, "here"));
        assertThat(site.hand().everything()).isEmpty();
        assertThat(scenario.platform.onboarding.forgotten).contains(key(Kind.MACHINE, "web-1"));
    }

    @Test
    void whatIsForgottenWithItsRegionEnrolsNoMore() throws InterruptedException {
        scenario.applied("web", pool(1));
        level(Kind.POOL, "web");
        var machine = key(Kind.MACHINE, "web-1");

        scenario.platform.commit(new dev.plimsoll.store.Write.Remove(key(Kind.POOL, "web"), dev.plimsoll.store.Write.Expected.ANYTHING),
            new dev.plimsoll.store.Write.Remove(machine, dev.plimsoll.store.Write.Expected.ANYTHING));
        scenario.until(() -> scenario.platform.onboarding.forgotten.contains(machine));

        assertThat(machines()).as("nothing is done in its cloud").isNotEmpty();
    }

    @Test
    void a_lost_reply_makes_no_second_machine_though_listings_lag() throws InterruptedException {
        level(Kind.NETWORK, "inside");
        level(Kind.SSH_KEY, "ops");
        level(Kind.FIREWALL, "web");
        site.hand().lag(Duration.ofMinutes(1));
        scenario.platform.pass(Duration.ofMinutes(6));
        site.faults().once(CloudCall.CREATE, CloudFault.REPLY_LOST);
        site.faults().once(CloudCall.CREATE, CloudFault.BROKEN_AFTER);

        scenario.applied("web", pool(2));
        level(Kind.POOL, "web");

        assertThat(machines()).hasSize(2);
    }

    @Test
    void who_is_deleted_by_hand_is_made_anew_and_foreigners_are_left_alone() throws InterruptedException {
        var foreign = site.hand().foreignMachine("web-1");
        scenario.applied("web", pool(2));
        level(Kind.POOL, "web");
        var victim = machine("web-1").intent().orElseThrow().id().orElseThrow();

        site.hand().delete(victim);
        scenario.until(() -> machine("web-1").intent().flatMap(i -> i.id()).filter(id -> !id.equals(victim)).isPresent());
        level(Kind.POOL, "web");

        assertThat(machines()).hasSize(3).extracting(SiteHand.Seen::id).contains(foreign).doesNotContain(victim);
    }

    @Test
    void who_is_powered_off_by_hand_is_powered_on() throws InterruptedException {
        scenario.applied("web", pool(1));
        level(Kind.POOL, "web");

        site.hand().powerOff(machine("web-1").intent().orElseThrow().id().orElseThrow());
        scenario.platform.pass(Duration.ofMinutes(5));

        assertThat(machines().getFirst().phase()).isEqualTo("ready");
        level(Kind.POOL, "web");
    }

    @Test
    void a_template_that_never_works_never_costs_more_than_the_pool_and_is_given_up_with_a_reason() throws InterruptedException {
        site.faults().rate(CloudFault.BUILD_FAILS, 1);
        level(Kind.REGION, "here");
        scenario.applied("web", pool(2));

        int[] most = {0};
        scenario.until(() -> {
            most[0] = Math.max(most[0], machines().size());
            return scenario.platform.store.get(key(Kind.POOL, "web")).filter(p -> p.status().condition("Blocked").isPresent()).isPresent();
        });
        scenario.platform.pass(Duration.ofMinutes(30));

        assertThat(most[0]).isLessThanOrEqualTo(2);
        assertThat(machines()).isEmpty();
        assertThat(scenario.states(key(Kind.POOL, "web"), "Blocked")).contains("3 machines failed in a row").contains("Exhausted all hosts");
        site.faults().stop();
        scenario.applied("web", pool(2, template("debian-13"), PoolSpec.Replacement.ROLLING));
        level(Kind.POOL, "web");
        assertThat(machines()).hasSize(2);
    }

    @Test
    void a_first_boot_that_fails_is_told_with_its_last_lines_and_tried_again() throws InterruptedException {
        scenario.platform.onboarding.told.put(key(Kind.MACHINE, "web-1"), new Progress(Progress.State.FAILED, "50-join.sh", List.of("joining", "permission denied")));
        scenario.applied("web", pool(1));

        scenario.until(() -> scenario.platform.store.get(key(Kind.MACHINE, "web-1")).flatMap(m -> m.status(MachineStatus.class).failure()).isPresent());

        var failure = machine("web-1").failure().orElseThrow();
        assertThat(failure.reason()).isEqualTo("BootFailed");
        assertThat(failure.sentence()).contains("50-join.sh");
        assertThat(failure.lines()).containsExactly("joining", "permission denied");
        scenario.platform.onboarding.told.put(key(Kind.MACHINE, "web-1"), new Progress(Progress.State.READY, "", List.of()));
        level(Kind.POOL, "web");
        assertThat(machines()).hasSize(1);
    }

    @Test
    void a_full_cloud_is_explained_and_filled_when_there_is_room() throws InterruptedException {
        site.hand().quota(CloudKind.MACHINE, 2);
        scenario.applied("web", pool(3));

        scenario.until(() -> machines().size() == 2);
        scenario.platform.pass(Duration.ofMinutes(10));
        assertThat(machines()).hasSize(2);
        assertThat(scenario.states(key(Kind.POOL, "web"), "Progressing")).contains("2 of 3").contains("Quota exceeded");

        site.hand().quota(CloudKind.MACHINE, 10);
        level(Kind.POOL, "web");
    }

    @Test
    void a_region_that_is_down_loses_nobody() throws InterruptedException {
        scenario.applied("web", pool(2, template("debian-12"), PoolSpec.Replacement.ROLLING));
        level(Kind.POOL, "web");
        var before = machines();

        site.hand().down(true);
        scenario.platform.pass(Duration.ofHours(1));
        scenario.states(key(Kind.MACHINE, "web-1"), "CloudUnreachable");
        site.hand().down(false);
        level(Kind.POOL, "web");

        assertThat(machines()).isEqualTo(before);
    }

    @Test
    void a_new_template_rolls_with_one_more_and_never_one_fewer() throws InterruptedException {
        scenario.applied("web", pool(3, template("debian-12"), PoolSpec.Replacement.ROLLING));
        level(Kind.POOL, "web");
        var before = machines().stream().map(SiteHand.Seen::id).toList();

        scenario.applied("web", pool(3, template("debian-13"), PoolSpec.Replacement.ROLLING));
        int[] most = {0};
        int[] least = {9};
        scenario.until(() -> {
            most[0] = Math.max(most[0], machines().size());
            least[0] = Math.min(least[0], (int) machines().stream().filter(m -> m.phase().equals("ready")).count());
            var status = scenario.resource(key(Kind.POOL, "web"));
            return status.status().level() && status.status().observedGeneration() == status.metadata().generation();
        });

        assertThat(most[0]).isEqualTo(4);
        assertThat(least[0]).isGreaterThanOrEqualTo(3);
        assertThat(machines()).hasSize(3).extracting(SiteHand.Seen::id).doesNotContainAnyElementsOf(before);
    }

    @Test
    void strays_are_removed_after_a_while_and_what_is_protected_is_listed() throws InterruptedException {
        scenario.applied("web", pool(2));
        level(Kind.POOL, "web");
        var kept = machine("web-1").intent().orElseThrow().id().orElseThrow();
        site.hand().protect(kept, true);
        // As after a restore from a backup that knew neither of them.
        scenario.removed(key(Kind.MACHINE, "web-1"));
        scenario.removed(key(Kind.MACHINE, "web-2"));
        scenario.removed(key(Kind.POOL, "web"));

        scenario.platform.pass(Duration.ofMinutes(30));

        assertThat(machines()).extracting(SiteHand.Seen::id).containsExactly(kept);
        assertThat(scenario.resource(key(Kind.REGION, "here")).status(RegionStatus.class).leftBehind()).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo(kept);
            assertThat(left.owner()).isEqualTo("machine/default/web-1");
            assertThat(left.reason()).contains("Policy does not allow");
        });
        site.hand().protect(kept, false);
        scenario.platform.pass(Duration.ofMinutes(10));
        assertThat(machines()).isEmpty();
    }

    @Test
    void a_machine_with_a_floating_ip_has_one_and_takes_it_along() throws InterruptedException {
        scenario.applied("web", pool(1, new MachineTemplate("tiny", null, "debian-12", List.of("inside"), null, null, true, null, null, null, 3), null));
        level(Kind.POOL, "web");
        level(Kind.FLOATING_IP, "web-1");

        var address = scenario.resource(key(Kind.FLOATING_IP, "web-1")).status(CloudObjectStatus.class).addresses().getFirst();
        assertThat(address).startsWith("192.0.2.");
        scenario.until(() -> machine("web-1").publicAddresses().contains(address));
        deleted(Kind.POOL, "web");
        scenario.gone(key(Kind.POOL, "web"));
        assertThat(site.hand().everything()).extracting(SiteHand.Seen::kind).doesNotContain(CloudKind.FLOATING_IP, CloudKind.MACHINE);
    }

    @Test
    void a_network_comes_as_soon_as_the_one_that_had_its_addresses_is_gone() throws InterruptedException {
        level(Kind.NETWORK, "inside");
        site.hand().keepNetworksApart();
        scenario.applied("other", network("10.1.0.0/16"));
        assertThat(scenario.states(key(Kind.NETWORK, "other"), "NetworkOverlaps")).contains("network inside");
        var foreign = site.hand().foreignNetwork("theirs", "10.1.9.0/24");

        deleted(Kind.NETWORK, "inside");
        scenario.gone(key(Kind.NETWORK, "inside"));
        scenario.until(() -> scenario.resource(key(Kind.NETWORK, "other")).status().condition("Level").filter(c -> c.sentence().contains("network theirs")).isPresent());
        site.hand().delete(foreign);
        var freed = scenario.platform.world.clock().instant();
        level(Kind.NETWORK, "other");

        assertThat(Duration.between(freed, scenario.platform.world.clock().instant())).as("nobody tells of networks that are not ours").isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void an_idle_region_is_asked_little() throws InterruptedException {
        scenario.applied("web", pool(40));
        level(Kind.POOL, "web");
        scenario.platform.pass(Duration.ofMinutes(10));
        long before = site.hand().calls();

        scenario.platform.pass(Duration.ofMinutes(20));

        // Five sorts every two minutes, and what the region says of itself every five.
        assertThat(site.hand().calls() - before).isLessThanOrEqualTo(5 * 11 + 5);
    }
}

package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.UpgradeSpec.Way;
import dev.plimsoll.model.UpgradeStatus;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.simulated.cloud.CloudFault;
import dev.plimsoll.ports.simulated.cloud.Site;
import dev.plimsoll.ports.simulated.cloud.SiteHand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Upgrades of pools in a simulated cloud: surge and in place, stopped and resumed, done once.
class UpgradesTest {
    private static final Key WEB = new Key(Kind.POOL, "default", "web");
    private static final Key SUMMER = new Key(Kind.UPGRADE, "default", "summer");

    private final Scenario scenario = new Scenario();
    private final Site site = scenario.platform.world.clouds().site();
    private int most;
    private int least = 99;

    UpgradesTest() throws InterruptedException {}

    @BeforeEach
    void threeMachines() throws InterruptedException {
        scenario.applied("here", RegionSpec.of(CloudType.SIMULATED));
        scenario.applied("web", pool(3, "debian-12"));
        level(WEB);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static PoolSpec pool(int count, String image) {
        return new PoolSpec(null, count, "here", null, null, new MachineTemplate("tiny", null, image, null, null, null, false, null, null, Duration.ofMinutes(10), 3), 1, null);
    }

    private static UpgradeSpec upgrade(Way way, boolean evenCurrent) {
        return new UpgradeSpec(null, List.of("web"), null, way, 1, null, null, evenCurrent);
    }

    /// Counting machines meanwhile.
    private void level(Key key) throws InterruptedException {
        scenario.until(() -> {
            most = Math.max(most, machines().size());
            least = Math.min(least, (int) machines().stream().filter(m -> m.phase().equals("ready")).count());
            return scenario.platform.store.get(key).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent();
        });
        assertThat(scenario.resource(key).status().level()).as(scenario.resource(key).status().toString()).isTrue();
    }

    private List<SiteHand.Seen> machines() {
        return site.hand().everything().stream().filter(s -> s.kind() == CloudKind.MACHINE).toList();
    }

    private List<String> ids() {
        return machines().stream().map(SiteHand.Seen::id).toList();
    }

    private void begins() {
        most = 0;
        least = 99;
    }

    @Test
    void machines_of_an_older_template_are_replaced_one_more_at_a_time_and_never_one_fewer() throws InterruptedException {
        var before = ids();
        scenario.applied("web", pool(3, "debian-13"));
        scenario.states(WEB, "Outdated");
        begins();

        scenario.applied("summer", upgrade(Way.SURGE, false));
        level(SUMMER);
        level(WEB);

        assertThat(ids()).hasSize(3).doesNotContainAnyElementsOf(before);
        assertThat(machines()).extracting(SiteHand.Seen::name).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
        assertThat(most).isEqualTo(4);
        assertThat(least).isEqualTo(3);
        assertThat(scenario.resource(SUMMER).status(UpgradeStatus.class).done()).containsExactly("web-1", "web-2", "web-3");
    }

    @Test
    void in_place_there_is_never_one_more() throws InterruptedException {
        scenario.applied("web", pool(3, "debian-13"));
        begins();
        scenario.applied("summer", upgrade(Way.IN_PLACE, false));
        level(SUMMER);

        assertThat(most).isEqualTo(3);
        assertThat(least).isEqualTo(2);
        level(WEB);
    }

    @Test
    void who_is_current_is_left_alone_unless_the_upgrade_says_otherwise() throws InterruptedException {
        var before = ids();
        scenario.applied("summer", upgrade(Way.SURGE, false));
        level(SUMMER);
        assertThat(ids()).isEqualTo(before);

        scenario.applied("summer", upgrade(Way.SURGE, true));
        level(SUMMER);
        level(WEB);
        assertThat(ids()).hasSize(3).doesNotContainAnyElementsOf(before);
    }

    @Test
    void a_template_that_does_not_work_stops_it_at_the_first_and_a_mended_one_lets_it_go_on() throws InterruptedException {
        var before = ids();
        site.faults().rate(CloudFault.BUILD_FAILS, 1);
        scenario.applied("web", pool(3, "debian-13"));
        begins();
        scenario.applied("summer", upgrade(Way.SURGE, false));

        assertThat(scenario.states(SUMMER, UpgradeStatus.STOPPED)).contains("machine/web-4 cannot be made").contains("3 machines failed in a row");
        scenario.platform.pass(Duration.ofHours(1));
        assertThat(ids()).containsExactlyElementsOf(before);

        site.faults().stop();
        scenario.applied("web", pool(3, "flatcar"));
        level(SUMMER);
        level(WEB);
        assertThat(ids()).hasSize(3).doesNotContainAnyElementsOf(before);
        assertThat(most).isEqualTo(4);
        assertThat(least).isEqualTo(3);
    }

    @Test
    void a_deleted_upgrade_leaves_everybody_as_they_are() throws InterruptedException {
        scenario.applied("web", pool(3, "debian-13"));
        scenario.applied("summer", upgrade(Way.SURGE, false));
        scenario.until(() -> machines().size() == 4);
        scenario.deleted(SUMMER);
        scenario.gone(SUMMER);
        scenario.until(() -> machines().size() == 3);
        scenario.platform.pass(Duration.ofMinutes(30));

        assertThat(machines()).hasSize(3);
        assertThat(scenario.states(WEB, "Outdated")).contains("older template");
    }

    @Test
    void what_is_done_stays_done() throws InterruptedException {
        scenario.applied("web", pool(3, "debian-13"));
        scenario.applied("summer", upgrade(Way.SURGE, false));
        level(SUMMER);
        level(WEB);
        var after = ids();
        scenario.applied("web", pool(3, "flatcar"));
        scenario.platform.pass(Duration.ofHours(1));
        assertThat(ids()).containsExactlyElementsOf(after);
    }
}

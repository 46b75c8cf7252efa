package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.CloudObjectStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.cloud.Onboarding.Keeping;
import dev.plimsoll.ports.simulated.cloud.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Firewalls where the cloud has none: level as soon as the machines they are around keep them.
class FirewallsByMachinesTest {
    private static final Key FIREWALL = key(Kind.FIREWALL, "web");
    private static final Key FIRST = key(Kind.MACHINE, "web-1");
    private static final Key SECOND = key(Kind.MACHINE, "web-2");
    private static final FirewallRule SSH = new FirewallRule(null, null, Optional.of(22), null, List.of("0.0.0.0/0"), null, "");

    private final Scenario scenario = new Scenario();
    private final Site site = scenario.platform.world.clouds().site();

    FirewallsByMachinesTest() throws InterruptedException {
        site.hand().lacks(CloudAbility.FIREWALLS);
        scenario.applied("here", RegionSpec.of(CloudType.SIMULATED));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static Key key(Kind kind, String name) {
        return new Key(kind, "default", name);
    }

    private static FirewallSpec firewall(FirewallRule... rules) {
        return new FirewallSpec("here", List.of(rules));
    }

    private static PoolSpec pool(int count) {
        return new PoolSpec(null, count, "here", null, null, new MachineTemplate("tiny", null, "debian-12", null, List.of("web"), null, false, null, null, Duration.ofMinutes(10), 3), 1, null);
    }

    private void level(Key key) throws InterruptedException {
        scenario.until(() -> scenario.platform.store.get(key).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent());
        assertThat(scenario.resource(key).status().level()).as(said(key)).isTrue();
    }

    private String said(Key key) {
        return scenario.resource(key).status().condition(Condition.LEVEL).map(c -> c.reason() + ": " + c.sentence()).orElse("");
    }

    private void tells(Key machine, Keeping keeping) {
        scenario.platform.onboarding.keeping.put(machine, keeping);
        scenario.platform.loop.nudge(FIREWALL);
    }

    @Test
    void aroundNoMachineItIsLevelAtOnce() throws InterruptedException {
        scenario.applied("web", firewall(SSH));
        level(FIREWALL);

        assertThat(said(FIREWALL)).contains("no firewalls").contains("around none");
        assertThat(scenario.resource(FIREWALL).status(CloudObjectStatus.class).intent()).as("nothing is asked of the cloud").isEmpty();
        assertThat(site.hand().everything()).isEmpty();
    }

    @Test
    void itIsLevelWhenAllKeepItAndTellsWhoDoesNot() throws InterruptedException {
        scenario.applied("web", firewall(SSH));
        scenario.applied("web", pool(2));
        level(key(Kind.POOL, "web"));
        tells(FIRST, new Keeping.Kept());
        tells(SECOND, new Keeping.Not("it refuses this"));
        scenario.until(() -> said(FIREWALL).contains("1 of 2"));
        assertThat(said(FIREWALL)).startsWith("NotKept").contains("machine/web-2: it refuses this").doesNotContain("web-1");

        tells(SECOND, new Keeping.Kept());
        level(FIREWALL);

        tells(FIRST, new Keeping.Not("it has not been heard"));
        scenario.until(() -> said(FIREWALL).contains("machine/web-1"));
        assertThat(said(FIREWALL)).startsWith("NotKept");
        assertThat(site.hand().everything()).extracting(s -> s.kind()).containsOnly(CloudKind.MACHINE);
    }

    @Test
    void aControlPlaneThatHasJustBegunDoubtsNobodyAndBelievesNothingNew() throws InterruptedException {
        scenario.applied("web", firewall(SSH));
        scenario.applied("web", pool(1));
        level(key(Kind.POOL, "web"));
        tells(FIRST, new Keeping.Kept());
        scenario.until(() -> said(FIREWALL).contains("kept by machine/web-1"));

        tells(FIRST, new Keeping.Unheard());
        scenario.platform.pass(Duration.ofSeconds(20));
        assertThat(said(FIREWALL)).as("what was so is still so").contains("kept by machine/web-1");

        scenario.applied("web", firewall(SSH, new FirewallRule(null, null, Optional.of(80), null, List.of("0.0.0.0/0"), null, "")));
        scenario.platform.pass(Duration.ofSeconds(20));
        assertThat(said(FIREWALL)).startsWith("NotKept").contains("not been heard yet");
    }

    @Test
    void aMachineThatGoesIsWaitedForNoMore() throws InterruptedException {
        scenario.applied("web", firewall(SSH));
        scenario.applied("web", pool(2));
        level(key(Kind.POOL, "web"));
        tells(FIRST, new Keeping.Kept());
        tells(SECOND, new Keeping.Not("it is silent"));
        scenario.until(() -> said(FIREWALL).contains("it is silent"));

        scenario.applied("web", pool(1));
        level(FIREWALL);
    }

    @Test
    void whatMachinesCannotKeepIsSaid() throws InterruptedException {
        scenario.applied("web", firewall(new FirewallRule(FirewallRule.Direction.OUT, null, Optional.of(25), null, List.of("0.0.0.0/0"), null, "")));
        scenario.until(() -> said(FIREWALL).contains("direction out"));
        assertThat(said(FIREWALL)).startsWith("NotSupported");

        scenario.applied("web", firewall(new FirewallRule(null, FirewallRule.Protocol.ANY, null, null, null, List.of("others"), "")));
        scenario.until(() -> said(FIREWALL).contains("firewall/others"));
        assertThat(said(FIREWALL)).startsWith("ReferenceNotFound");

        scenario.applied("others", firewall(SSH));
        level(FIREWALL);
        scenario.deleted(FIREWALL);
        scenario.gone(FIREWALL);
    }
}

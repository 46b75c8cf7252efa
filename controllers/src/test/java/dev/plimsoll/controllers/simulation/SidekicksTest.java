package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SidekicksTest {
    private static final Key LOG = Scenario.component("shop-log");
    private static final ComponentSpec WEB = ComponentSpec.ofImage("app:1").withReplicas(2);
    private static final ComponentSpec LOG_OF_WEB = ComponentSpec.ofImage("log:1").withGroup(Group.sidekickOf("web").withNetworkOf("web"));
    private final Scenario scenario;

    SidekicksTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void aUnitIsMadeForEachSlotOfThePrimaryAndAllOfItAreLevelTogether() throws InterruptedException {
        applied(WEB, LOG_OF_WEB.withReplicas(7));
        scenario.settled("shop");
        assertThat(scenario.instances("log")).hasSize(2);
        units();
        assertThat(scenario.resource(LOG).status(ComponentStatus.class).ready()).isEqualTo(2);
        applied(WEB.withReplicas(3), LOG_OF_WEB);
        scenario.settled("shop");
        assertThat(scenario.instances("log")).hasSize(3);
        applied(WEB.withReplicas(1), LOG_OF_WEB);
        scenario.settled("shop");
        assertThat(scenario.instances("log")).hasSize(1);
        assertThat(scenario.instances("web")).hasSize(1);
    }

    @Test
    void whoeverOfAUnitDiesTheWholeUnitIsMadeAnewAndTheOthersStay() throws InterruptedException {
        applied(WEB, LOG_OF_WEB);
        scenario.settled("shop");
        var web = scenario.ids("web");
        var log = scenario.ids("log");
        scenario.platform.world.hand().delete(idInSlot("log", 1));
        scenario.until(() -> !scenario.ids("web").containsAll(web) && scenario.status("shop").level());
        assertThat(scenario.ids("web")).hasSize(2).contains(web.getLast());
        assertThat(scenario.ids("log")).hasSize(2).contains(log.getLast());
        scenario.platform.world.hand().kill(idInSlot("web", 2));
        scenario.until(() -> !scenario.ids("log").contains(log.getLast()) && scenario.status("shop").level());
        units();
    }

    @Test
    void aPrimaryThatTheEngineRestartsTakesTheBorrowedNetworkWithIt() throws InterruptedException {
        applied(WEB.withReplicas(1), LOG_OF_WEB);
        scenario.settled("shop");
        var log = scenario.ids("log");
        scenario.platform.pass(Duration.ofMinutes(1));
        scenario.platform.world.hand().crash(idInSlot("web", 1));
        scenario.until(() -> !scenario.ids("log").containsAll(log) && scenario.status("shop").level());
        units();
    }

    @Test
    void anotherVersionOfASidekicksConfigReplacesTheUnits() throws InterruptedException {
        scenario.applied("settings", new ConfigSpec(Map.of("a", "1")));
        var log = LOG_OF_WEB.withFiles(List.of(new FileMount(Kind.CONFIG, "settings", "a", "/a", null, null, null)));
        applied(WEB, log);
        scenario.settled("shop");
        var web = scenario.ids("web");
        scenario.applied("settings", new ConfigSpec(Map.of("a", "2")));
        scenario.until(() -> scenario.ids("web").stream().noneMatch(web::contains) && scenario.status("shop").level());
        units();
    }

    @Test
    void aSidekickThatFailsAnUpdateLeavesTheOldUnitsUntouchedAndIsHeldBackWithItsPrimary() throws InterruptedException {
        applied(WEB, LOG_OF_WEB);
        scenario.settled("shop");
        var before = List.of(scenario.ids("web"), scenario.ids("log"));
        applied(WEB, LOG_OF_WEB.withImage("sim/crash:1"));
        scenario.until(() -> !scenario.status("shop").heldBack().isEmpty());
        scenario.platform.pass(Duration.ofMinutes(2));
        assertThat(scenario.status("shop").heldBack()).containsExactlyInAnyOrder("web", "log");
        assertThat(List.of(scenario.ids("web"), scenario.ids("log"))).isEqualTo(before);
        applied(WEB, LOG_OF_WEB.withImage("log:2"));
        scenario.settled("shop");
        units();
    }

    @Test
    void aPrimaryWhoseNewVersionCrashesFailsTheUpdateAlthoughItTakesTheNetworkAway() throws InterruptedException {
        applied(WEB, LOG_OF_WEB);
        scenario.settled("shop");
        var before = List.of(scenario.ids("web"), scenario.ids("log"));
        applied(WEB.withImage("sim/crash:1"), LOG_OF_WEB);
        scenario.until(() -> !scenario.status("shop").heldBack().isEmpty());
        scenario.platform.pass(Duration.ofMinutes(2));
        assertThat(List.of(scenario.ids("web"), scenario.ids("log"))).isEqualTo(before);
    }

    @Test
    void aNewSidekickThatFailsIsLeftOutAndThePrimaryStays() throws InterruptedException {
        scenario.applied("shop", Map.of("web", WEB));
        scenario.settled("shop");
        var before = scenario.ids("web");
        applied(WEB, LOG_OF_WEB.withImage("sim/crash:1"));
        scenario.until(() -> !scenario.status("shop").heldBack().isEmpty());
        scenario.platform.pass(Duration.ofMinutes(2));
        assertThat(scenario.ids("web")).isEqualTo(before);
        assertThat(scenario.instances("log")).isEmpty();
    }

    @Test
    void aSidekickThatIsNoLongerDeclaredStaysWithItsUnitUntilThatIsReplaced() throws InterruptedException {
        applied(WEB, LOG_OF_WEB);
        scenario.settled("shop");
        scenario.applied("shop", Map.of("web", WEB.withImage("sim/slow:1")));
        scenario.until(() -> scenario.instances("web").size() > 2);
        scenario.platform.pass(Duration.ofSeconds(5));
        assertThat(scenario.instances("log")).as("the old units serve until the new ones have proved themselves").hasSize(2);
        scenario.settled("shop");
        scenario.gone(LOG);
        assertThat(scenario.instances("log")).isEmpty();
    }

    @Test
    void aSidekicksProbeIsHeeded() throws InterruptedException {
        applied(WEB, LOG_OF_WEB.withProbe(Optional.of(Probe.tcp(9000))));
        scenario.settled("shop");
        var web = idInSlot("web", 1);
        scenario.platform.world.hand().fallIll(idInSlot("log", 1));
        scenario.until(() -> !scenario.ids("web").contains(web) && scenario.status("shop").level());
        units();
    }

    @Test
    void aSidekickWithoutItsPrimarySaysSo() throws InterruptedException {
        scenario.applied("shop", Map.of("log", LOG_OF_WEB));
        assertThat(scenario.states(LOG, "PrimaryNotFound")).contains("shop-web");
        applied(WEB, LOG_OF_WEB);
        scenario.settled("shop");
        units();
    }

    @Test
    void aGroupThatIsDeletedGoesAltogether() throws InterruptedException {
        applied(WEB, LOG_OF_WEB);
        scenario.settled("shop");
        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        assertThat(scenario.platform.world.hand().instances()).isEmpty();
    }

    private void applied(ComponentSpec web, ComponentSpec log) throws InterruptedException {
        scenario.applied("shop", Map.of("web", web, "log", log));
    }

    private String idInSlot(String component, int slot) {
        return scenario.instances(component).stream().filter(i -> i.stamp().slot() == slot).map(SeenInstance::id).findFirst().orElseThrow();
    }

    /// Each slot has one of each, made together.
    private void units() {
        var web = scenario.instances("web").stream().map(i -> i.stamp().slot() + " " + i.stamp().hash()).toList();
        assertThat(scenario.instances("log").stream().map(i -> i.stamp().slot() + " " + i.stamp().hash())).containsExactlyInAnyOrderElementsOf(web);
    }
}

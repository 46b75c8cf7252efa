package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.RunRecord;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.simulated.Call;
import dev.plimsoll.ports.simulated.Fault;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an engine of many machines does not notice is found, remedied, and told of where it belongs.
class MindedServicesTest {
    private static final Key CLUSTER = new Key(Kind.PROJECT, "", Metadata.DEFAULT_PROJECT);
    private static final String SERVICE = "shop-web";

    private final Scenario scenario;

    MindedServicesTest() throws InterruptedException {
        scenario = new Scenario(SimulatedSettings.stepped(1).withServices());
    }

    @BeforeEach
    void settled() throws InterruptedException {
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withReplicas(2)));
        scenario.settled("shop");
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void whereNothingIsWrongNothingIsDone() throws InterruptedException {
        var before = scenario.ids("web");

        scenario.platform.passMinded(Duration.ofMinutes(30));

        assertThat(scenario.ids("web")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(remedies(component())).isEmpty();
        assertThat(remedies(CLUSTER)).isEmpty();
    }

    @Test
    void anInstanceThatOnlyTheManagersSeeIsReplacedAndNobodyIsMissedMeanwhile() throws InterruptedException {
        var ghost = scenario.ids("web").getFirst();
        scenario.platform.world.hand().vanish(ghost);

        scenario.platform.passMinded(Duration.ofMinutes(2));

        assertThat(scenario.ids("web")).doesNotContain(ghost).hasSize(2);
        assertThat(remedies(component())).singleElement().asString().startsWith("replace the instances of shop-web by equal ones: shop-web.").contains("the machine has no container of it");
        scenario.settled("shop");
        assertThat(scenario.instances("web")).allMatch(SeenInstance::well);
    }

    @Test
    void aStaleNameIsRemediedAndToldAsAnEventOfItsComponent() throws InterruptedException {
        scenario.platform.world.hand().staleName(SERVICE);

        scenario.platform.passMinded(Duration.ofSeconds(30));

        assertThat(remedies(component())).singleElement().asString().contains("the name of shop-web is stale: simulated answers 192.0.2.1, where nobody is");
        scenario.settled("shop");
    }

    @Test
    void aNewLogInIsHandedOverAndReplacesNobody() throws InterruptedException {
        var before = scenario.ids("web");
        scenario.platform.world.hand().newLogin(SERVICE);

        scenario.platform.passMinded(Duration.ofSeconds(10));

        assertThat(remedies(component())).containsExactly("give shop-web its registry's new log-in: the registry of shop-web has a new log-in");
        assertThat(scenario.ids("web")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whenAMachineComesInstancesMoveOnlyIfThatWasAskedFor() throws InterruptedException {
        scenario.platform.passMinded(Duration.ofSeconds(5));
        var before = scenario.ids("web");
        scenario.platform.world.hand().addNode("second");
        scenario.platform.passMinded(Duration.ofMinutes(10));
        assertThat(scenario.ids("web")).containsExactlyInAnyOrderElementsOf(before);

        scenario.platform.rebalance = true;
        scenario.platform.passMinded(Duration.ofMinutes(10));

        assertThat(scenario.ids("web")).doesNotContainAnyElementsOf(before).hasSize(2);
        assertThat(remedies(component())).as("once is enough").singleElement().asString().endsWith("shop-web has 2 instances on simulated and 0 on second");
    }

    @Test
    void aNodeThatWasGivenUpIsReadmittedAndToldWithTheCluster() throws InterruptedException {
        scenario.platform.world.hand().addNode("second");
        scenario.platform.world.hand().partNode("second");

        scenario.platform.passMinded(Duration.ofMinutes(3));

        assertThat(remedies(CLUSTER)).singleElement().asString().startsWith("let second leave the cluster and join it again: the managers have given second up");
    }

    @Test
    void aStuckNodeIsDrainedForAMomentAndOpenedAgain() throws InterruptedException {
        scenario.platform.world.hand().stickNode("simulated");

        scenario.platform.passMinded(Duration.ofMinutes(5));

        assertThat(remedies(CLUSTER).reversed()).hasSize(2).satisfiesExactly(first -> assertThat(first).startsWith("drain simulated for a moment"),
            second -> assertThat(second).startsWith("let simulated take instances again"));
    }

    @Test
    void aRemedyThatCannotBeAppliedIsNotTriedInALoop() throws InterruptedException {
        scenario.platform.world.hand().addNode("second");
        scenario.platform.world.hand().partNode("second");
        for (int i = 0; i < 100; i++) {
            scenario.platform.world.faults().once(Call.REMEDY, Fault.REQUEST_LOST);
        }

        scenario.platform.passMinded(Duration.ofHours(3));

        assertThat(remedies(CLUSTER)).hasSize(5);
        assertThat(scenario.platform.loop.records(CLUSTER)).anySatisfy(r -> assertThat(r.outcome().orElseThrow()).isInstanceOfSatisfying(Outcome.FailedForGood.class,
            o -> assertThat(o.reason()).endsWith("this has to be seen to by a person")));
    }

    private static Key component() {
        return Scenario.component("shop-web");
    }

    /// What was done about a key because of a finding.
    private List<String> remedies(Key key) {
        return scenario.platform.loop.records(key).stream().map(RunRecord::steps).flatMap(List::stream)
            .filter(s -> s.startsWith("replace the instances") || s.startsWith("give ") || s.startsWith("let ") || s.startsWith("drain ")).toList();
    }
}

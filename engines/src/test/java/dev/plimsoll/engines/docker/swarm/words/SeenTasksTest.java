package dev.plimsoll.engines.docker.swarm.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tasks as a real Swarm told them, read as instances.
class SeenTasksTest {
    private final List<JsonNode> tasks = new ArrayList<>();
    private String mode = "'Replicated':{'Replicas':2}";

    @Test
    void whatCrashedIsCountedAndItsErrorKeptUntilTheNextRuns() {
        task("t1", 1, "shutdown", "failed", "'Err':'task: non-zero exit (3)','ContainerStatus':{'ExitCode':3}");
        task("t2", 1, "shutdown", "failed", "'Err':'task: non-zero exit (3)','ContainerStatus':{'ExitCode':3}");
        task("t3", 1, "ready", "ready", "");

        assertThat(seen()).singleElement().satisfies(i -> {
            assertThat(i.id()).isEqualTo("t3");
            assertThat(i.state()).isEqualTo(State.PENDING);
            assertThat(i.restarts()).isEqualTo(2);
            assertThat(i.error()).isEqualTo("task: non-zero exit (3)");
        });
    }

    @Test
    void duringAnUpdateOldAndNewShareASlot() {
        task("t1", 1, "shutdown", "running", "");
        task("t2", 1, "running", "running", "");

        assertThat(seen()).extracting(SeenInstance::id, SeenInstance::state).containsExactly(org.assertj.core.groups.Tuple.tuple("t1", State.REMOVING),
            org.assertj.core.groups.Tuple.tuple("t2", State.RUNNING));
    }

    @Test
    void whatRanOnceStaysWithItsExitCode() {
        task("t1", 1, "shutdown", "complete", "'ContainerStatus':{'ExitCode':0}");

        assertThat(seen()).singleElement().satisfies(i -> {
            assertThat(i.state()).isEqualTo(State.EXITED);
            assertThat(i.exitCode()).contains(0);
        });
    }

    @Test
    void whatWasStoppedOrScaledAwayIsNotShown() {
        task("t1", 1, "shutdown", "shutdown", "'ContainerStatus':{'ExitCode':137}");
        task("t9", 9, "shutdown", "failed", "'ContainerStatus':{'ExitCode':1}");

        assertThat(seen()).isEmpty();
    }

    @Test
    void aRejectedTaskThatIsWantedStillIsAboutToBeFollowed() {
        task("t1", 1, "ready", "rejected", "'Err':'No such image: x'");

        assertThat(seen()).singleElement().satisfies(i -> {
            assertThat(i.state()).isEqualTo(State.RESTARTING);
            assertThat(i.error()).isEqualTo("No such image: x");
        });
    }

    @Test
    void aCheckedOneIsStartingUntilItsCheckPasses() {
        tasks.add(json("{'ID':'t1','Slot':1,'CreatedAt':'1','DesiredState':'running','Spec':{'ContainerSpec':{'Labels':" + LABELS + ",'Healthcheck':{'Test':['CMD','true']}}},"
            + "'Status':{'State':'starting','ContainerStatus':{'ContainerID':'c'}}}"));

        assertThat(seen()).singleElement().satisfies(i -> {
            assertThat(i.state()).isEqualTo(State.RUNNING);
            assertThat(i.health()).isEqualTo(Health.STARTING);
        });
    }

    @Test
    void aWaitingOneSaysWhyInOurWordsWhereWeHaveSome() {
        task("t1", 1, "running", "pending", "'Err':'no suitable node (scheduling constraints not satisfied on 2 nodes)'");

        assertThat(seen().getFirst().error()).isEqualTo("no suitable node (why)");
    }

    @Test
    void ofOneOnEachMachineTheMachineIsTheSlot() {
        mode = "'Global':{}";
        tasks.add(json("{'ID':'t1','NodeID':'n2','CreatedAt':'1','DesiredState':'running','Spec':{'ContainerSpec':{'Labels':" + LABELS + "}},'Status':{'State':'running',"
            + "'PortStatus':{'Ports':[{'Protocol':'tcp','TargetPort':80,'PublishedPort':8080}]}}}"));

        assertThat(seen()).singleElement().satisfies(i -> {
            assertThat(i.stamp().slot()).isEqualTo(2);
            assertThat(i.addresses()).containsExactly("10.0.0.2:8080->80/tcp");
        });
    }

    @Test
    void aTaskWithoutOurStampIsForeign() {
        tasks.add(json("{'ID':'t1','Slot':1,'CreatedAt':'1','DesiredState':'running','Spec':{'ContainerSpec':{}},'Status':{'State':'running'}}"));

        assertThat(seen()).isEmpty();
    }

    private static final String LABELS = "{'dev.plimsoll.plane':'p','dev.plimsoll.project':'shop','dev.plimsoll.component':'web','dev.plimsoll.hash':'h1'}";

    private List<SeenInstance> seen() {
        var service = json("{'Spec':{'Name':'shop-web','Mode':{" + mode + "}}}");
        var places = new SeenTasks.Places(Map.of("n1", 1, "n2", 2), Map.of("n2", "10.0.0.2"), _ -> "no suitable node (why)");
        return new SeenTasks(service, places).instances(tasks);
    }

    private void task(String id, int slot, String desired, String state, String status) {
        tasks.add(json("{'ID':'" + id + "','Slot':" + slot + ",'CreatedAt':'" + id + "','DesiredState':'" + desired + "','Spec':{'ContainerSpec':{'Labels':" + LABELS + "}},'Status':{'State':'"
            + state + "'" + (status.isEmpty() ? "" : "," + status) + "}}"));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}

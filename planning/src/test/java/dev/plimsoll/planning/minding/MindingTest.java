package dev.plimsoll.planning.minding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.CheckUp.Engine;
import dev.plimsoll.model.minding.CheckUp.Names;
import dev.plimsoll.model.minding.CheckUp.Node;
import dev.plimsoll.model.minding.CheckUp.Phase;
import dev.plimsoll.model.minding.CheckUp.Presence;
import dev.plimsoll.model.minding.CheckUp.Service;
import dev.plimsoll.model.minding.CheckUp.Task;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.minding.Finding.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What counts as trouble in a cluster, how long it may last, and how often something is done about it.
class MindingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final List<Node> nodes = new ArrayList<>(List.of(node("m", true), node("a", false), node("b", false)));
    private final List<Service> services = new ArrayList<>(List.of(service("web", 2)));
    private final List<Task> tasks = new ArrayList<>(List.of(running("web.1", "a"), running("web.2", "b")));
    private final List<Names> names = new ArrayList<>(List.of(new Names("a", "net", "web", Set.of("10.0.0.2", "10.0.0.3"), Set.of("10.0.0.2", "10.0.0.3"))));
    private Notes notes = Notes.NONE;
    private Instant now = START;
    private boolean rebalance;

    @Test
    void whereBothSidesAgreeNothingIsFound() {
        rebalance = true;
        assertThat(look()).isEmpty();
    }

    @Test
    void aStaleNameIsBorneForTenSecondsAndThenItsServiceIsRenewed() {
        stale();
        assertThat(look()).extracting(Finding::standing).containsExactly(Standing.EARLY);
        now = now.plusSeconds(9);
        assertThat(look()).extracting(Finding::standing).containsExactly(Standing.EARLY);
        now = now.plusSeconds(1);

        var found = look().getFirst();

        assertThat(found.standing()).isEqualTo(Standing.DUE);
        assertThat(found.remedy()).contains(new Remedy.Renew("web", "web"));
        assertThat(found.sentence()).isEqualTo("the name of web is stale: a answers 10.0.0.9, where nobody is");
    }

    @Test
    void whatIsGoneForOneLookBeginsAnew() {
        stale();
        look();
        now = now.plusSeconds(9);
        names.clear();
        look();
        stale();
        now = now.plusSeconds(9);

        assertThat(look()).extracting(Finding::standing).containsExactly(Standing.EARLY);
    }

    @Test
    void aRemedyThatDoesNotHelpIsRepeatedAfterGrowingPausesAndThenNoMore() {
        stale();
        var applied = new ArrayList<Duration>();
        for (var end = START.plus(Duration.ofHours(12)); now.isBefore(end); now = now.plus(LOOK)) {
            for (var finding : look()) {
                if (finding.standing() == Standing.DUE) {
                    applied.add(Duration.between(START, now));
                    notes = notes.tried(finding, now);
                }
            }
        }

        assertThat(applied).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(130), Duration.ofSeconds(370), Duration.ofSeconds(850), Duration.ofSeconds(1810));
        var helpless = look().getFirst();
        assertThat(helpless.standing()).isEqualTo(Standing.HELPLESS);
        assertThat(helpless.sentence()).endsWith("5 remedies have not helped, so this has to be seen to by a person");
    }

    @Test
    void oneThatComesBackSoonIsTheSameTrouble() {
        stale();
        look();
        now = now.plusSeconds(10);
        notes = notes.tried(look().getFirst(), now);
        names.clear();
        now = now.plusSeconds(30);
        assertThat(look()).isEmpty();
        stale();
        now = now.plusSeconds(30);
        look();
        now = now.plusSeconds(15);
        assertThat(look()).as("it is given its pause").extracting(Finding::standing).containsExactly(Standing.RESTING);

        names.clear();
        now = now.plus(Duration.ofMinutes(31));
        look();
        stale();
        look();
        now = now.plusSeconds(10);
        assertThat(look().getFirst().tries()).as("half an hour later it is another one").isZero();
    }

    @Test
    void anUpdateUnderWayIsNotDisturbed() {
        stale();
        tasks.set(0, new Task("web.1", "web", "a", Phase.RUNNING, START, Presence.MISSING, ""));
        services.set(0, new Service("web", "web", stamp("web"), 2, true, false, Set.of("a", "b"), false, false));

        assertThat(after(Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void aTaskWithoutItsContainerIsFoundOnlyWhereTheMachineSaidSo() {
        tasks.set(0, new Task("web.1", "web", "a", Phase.RUNNING, START, Presence.UNKNOWN, ""));
        assertThat(after(Duration.ofMinutes(10))).isEmpty();

        tasks.set(0, new Task("web.1", "web", "a", Phase.RUNNING, START, Presence.MISSING, ""));
        assertThat(after(Duration.ofSeconds(30))).singleElement().satisfies(f -> {
            assertThat(f.remedy()).contains(new Remedy.Renew("web", "web"));
            assertThat(f.sentence()).contains("web.1 on a should run, say the managers, and the machine has no container of it");
        });
    }

    @Test
    void aNodeThatWasGivenUpThoughItAnswersIsReadmittedAndAManagerIsLeftToPeople() {
        nodes.set(1, new Node("a", "a", false, false, true, false, Engine.APART));
        nodes.set(0, new Node("m", "m", true, false, true, false, Engine.MEMBER));

        assertThat(after(Duration.ofMinutes(2))).extracting(Finding::standing, Finding::remedy)
            .containsExactly(org.assertj.core.groups.Tuple.tuple(Standing.HELPLESS, Optional.empty()), org.assertj.core.groups.Tuple.tuple(Standing.DUE, Optional.of(new Remedy.Readmit("a", "a"))));
    }

    @Test
    void aSilentNodeIsTheClustersOwnMatter() {
        nodes.set(1, new Node("a", "a", false, false, true, false, Engine.SILENT));
        nodes.set(2, new Node("b", "b", false, false, true, false, Engine.OUT_OF_REACH));

        assertThat(after(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void aNodeThatRejectsForWantOfANetworkIsBouncedAndReadmittedWhenThatDidNotHelp() {
        tasks.set(0, rejected("network sandbox join failed: network exists", 1));
        tasks.add(rejected("network shop-net not found", 2));
        tasks.add(rejected("network shop-net not found", 3));

        var first = after(Duration.ofSeconds(60)).getFirst();
        assertThat(first.remedy()).contains(new Remedy.Bounce("a", "a"));
        assertThat(first.sentence()).isEqualTo("a counts as ready, and rejects what it is given: network shop-net not found");
        notes = notes.tried(first, now);

        now = now.plus(LOOK);
        nodes.set(1, new Node("a", "a", false, true, false, true, Engine.MEMBER));
        assertThat(after(Duration.ofSeconds(30))).extracting(Finding::standing, Finding::remedy).containsExactly(org.assertj.core.groups.Tuple.tuple(Standing.DUE, Optional.of(new Remedy.Open("a", "a"))));

        nodes.set(1, node("a", false));
        assertThat(after(Duration.ofMinutes(3)).getFirst().remedy()).contains(new Remedy.Readmit("a", "a"));
    }

    @Test
    void aMissingImageIsNotTheMachinesFault() {
        tasks.set(0, rejected("No such image: web:2", 1));
        tasks.add(rejected("No such image: web:2", 2));
        tasks.add(rejected("No such image: web:2", 3));

        assertThat(after(Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void aNodeThatBeginsWithNothingIsStuckAndOneThatPreparesIsNot() {
        tasks.add(new Task("web.3", "web", "b", Phase.PREPARING, START.plusSeconds(1), Presence.UNKNOWN, ""));
        assertThat(after(Duration.ofMinutes(30))).isEmpty();

        tasks.set(2, new Task("web.3", "web", "b", Phase.ASSIGNED, START.plusSeconds(1), Presence.UNKNOWN, ""));
        assertThat(after(Duration.ofSeconds(60))).singleElement().satisfies(f -> assertThat(f.sentence()).isEqualTo("b counts as ready, and does not begin with web.3"));
    }

    @Test
    void oneServiceAtATimeIsRenewed() {
        services.add(service("api", 1));
        stale();
        names.add(new Names("b", "net", "api", Set.of("10.0.0.8"), Set.of()));

        assertThat(after(Duration.ofSeconds(10))).extracting(Finding::standing).containsExactly(Standing.DUE, Standing.RESTING);
    }

    @Test
    void aNewLogInIsHandedOverAtOnceEvenWhileOthersAreRenewed() {
        stale();
        look();
        now = now.plusSeconds(10);
        notes = notes.tried(look().getFirst(), now);
        services.add(new Service("api", "api", stamp("api"), 1, true, false, Set.of("a"), true, false));

        assertThat(look()).filteredOn(f -> f.standing() == Standing.DUE).extracting(Finding::remedy).containsExactly(Optional.of(new Remedy.HandLogin("api", "api")));
    }

    @Test
    void aMachineThatLacksAnImageIsGivenItAtOnceUntilSomethingOfItRuns() {
        tasks.add(new Task("web.3", "web", "b", Phase.REJECTED, START.minusSeconds(20), Presence.UNKNOWN, "No such image: sha256:aa"));
        tasks.set(1, running("web.2", "a"));
        assertThat(look()).singleElement().satisfies(f -> {
            assertThat(f.standing()).isEqualTo(Standing.DUE);
            assertThat(f.remedy()).contains(new Remedy.BringImage("web", "web"));
        });

        tasks.add(new Task("web.4", "web", "b", Phase.RUNNING, START.minusSeconds(10), Presence.THERE, ""));
        assertThat(look()).extracting(Finding::remedy).doesNotContain(Optional.of(new Remedy.BringImage("web", "web")));
    }

    @Test
    void moreInstancesThanAreMeantAreReplacedByAsManyAsAreMeant() {
        tasks.add(running("web.2", "m"));

        assertThat(after(Duration.ofSeconds(60))).singleElement().satisfies(f -> {
            assertThat(f.remedy()).contains(new Remedy.Renew("web", "web"));
            assertThat(f.sentence()).isEqualTo("3 instances of web run, and 2 are meant");
        });
    }

    @Test
    void whatFormerVersionsNeededIsRemovedOnceTheUpdateHasEnded() {
        services.set(0, new Service("web", "web", stamp("web"), 2, true, false, Set.of("a", "b"), false, true));
        assertThat(after(Duration.ofMinutes(10))).isEmpty();

        services.set(0, new Service("web", "web", stamp("web"), 2, false, false, Set.of("a", "b"), false, true));
        assertThat(after(Duration.ofSeconds(30))).singleElement().satisfies(f -> assertThat(f.remedy()).contains(new Remedy.RemoveFiles("web", "web")));
    }

    @Test
    void instancesAreSpreadAnewOnlyWhereThatWasAskedFor() {
        tasks.set(1, running("web.2", "a"));
        assertThat(after(Duration.ofMinutes(10))).isEmpty();

        rebalance = true;
        assertThat(after(Duration.ofMinutes(2))).singleElement().satisfies(f -> {
            assertThat(f.standing()).isEqualTo(Standing.DUE);
            assertThat(f.remedy()).contains(new Remedy.Renew("web", "web"));
            assertThat(f.sentence()).isEqualTo("web has 2 instances on a and 0 on b");
        });
    }

    @Test
    void oneServiceIsSpreadAtATimeAndNoneWhileSomethingIsUnderWayOrWrong() {
        rebalance = true;
        services.add(service("api", 2));
        tasks.set(1, running("web.2", "a"));
        tasks.addAll(List.of(new Task("api.1", "api", "b", Phase.RUNNING, START, Presence.THERE, ""), new Task("api.2", "api", "b", Phase.RUNNING, START, Presence.THERE, "")));
        assertThat(after(Duration.ofMinutes(2))).extracting(f -> f.symptom().about()).containsExactly("api");

        tasks.add(new Task("api.3", "api", "b", Phase.PREPARING, START, Presence.UNKNOWN, ""));
        assertThat(after(Duration.ofMinutes(10))).isEmpty();
        tasks.removeLast();
        stale();
        assertThat(after(Duration.ofMinutes(10))).extracting(f -> f.symptom().reason()).containsExactly("NameStale");
    }

    /// Looks for so long, at the usual intervals, and tells what the last look found.
    private List<Finding> after(Duration time) {
        var found = look();
        for (var end = now.plus(time); now.isBefore(end); ) {
            now = now.plus(LOOK);
            found = look();
        }
        return found;
    }

    private List<Finding> look() {
        var judged = Minding.judge(new CheckUp(now, nodes, services, tasks, names), notes, rebalance, now);
        notes = judged.notes();
        return judged.findings();
    }

    private void stale() {
        names.clear();
        names.add(new Names("a", "net", "web", Set.of("10.0.0.2", "10.0.0.9"), Set.of("10.0.0.2")));
    }

    private static Task rejected(String error, int second) {
        return new Task("web.1", "web", "a", Phase.REJECTED, START.plusSeconds(second), Presence.UNKNOWN, error);
    }

    private static Task running(String name, String node) {
        return new Task(name, "web", node, Phase.RUNNING, START, Presence.THERE, "");
    }

    private static Node node(String id, boolean manager) {
        return new Node(id, id, manager, true, true, false, Engine.MEMBER);
    }

    private static Service service(String name, int replicas) {
        return new Service(name, name, stamp(name), replicas, false, false, Set.of("a", "b"), false, false);
    }

    private static Stamp stamp(String component) {
        return new Stamp("p", "shop", "", component, 0, "h", "u");
    }
}

package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentSpec.Dependency;
import dev.plimsoll.model.ComponentSpec.Dependency.Until;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.EnvironmentSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.outside.SeenInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final Key WEB = Scenario.component("shop-web");
    private static final Key SHOP = Scenario.assembly("shop");
    private final Scenario scenario;

    ReferencesTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void anotherVersionOfAConfigReplacesItsUsersAndNobodyElse() throws InterruptedException {
        scenario.applied("settings", new ConfigSpec(Map.of("a", "1")));
        scenario.applied("shop", Map.of("web", using(Kind.CONFIG, "settings"), "db", ComponentSpec.ofImage("db:1")));
        scenario.settled("shop");
        var web = scenario.ids("web");
        var db = scenario.ids("db");
        scenario.applied("settings", new ConfigSpec(Map.of("a", "2")));
        scenario.until(() -> !scenario.ids("web").containsAll(web) && scenario.status("shop").level());
        assertThat(scenario.ids("web")).hasSize(1).doesNotContainAnyElementsOf(web);
        assertThat(scenario.ids("db")).isEqualTo(db);
    }

    @Test
    void anotherVersionOfASecretAndOfAnEnvironmentReplaceTheirUsers() throws InterruptedException {
        scenario.applied("password", new SecretSpec(Map.of("a", "1")));
        scenario.applied("production", new EnvironmentSpec(Map.of("MODE", "1"), List.of(file(Kind.SECRET, "password"))));
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1").withEnvironmentFrom(Optional.of("production"))));
        scenario.settled("shop");
        var first = scenario.ids("web");
        scenario.applied("password", new SecretSpec(Map.of("a", "2")));
        scenario.until(() -> !scenario.ids("web").containsAll(first) && scenario.resource(WEB).status().level());
        var second = scenario.ids("web");
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        scenario.applied("production", new EnvironmentSpec(Map.of("MODE", "2"), List.of(file(Kind.SECRET, "password"))));
        scenario.until(() -> !scenario.ids("web").containsAll(second) && scenario.resource(WEB).status().level());
        assertThat(scenario.ids("web")).hasSize(1).doesNotContainAnyElementsOf(second);
    }

    @Test
    void whatIsMissingIsNamedAndWaitedFor() throws InterruptedException {
        scenario.applied("shop", Map.of("web", using(Kind.CONFIG, "settings").withEnvironmentFrom(Optional.of("production"))));
        assertThat(scenario.states(WEB, "ReferenceNotFound")).isEqualTo("there is no environment/production");
        scenario.applied("production", new EnvironmentSpec(Map.of(), List.of()));
        scenario.until(() -> scenario.resource(WEB).status().conditions().getFirst().sentence().contains("config"));
        assertThat(scenario.states(WEB, "ReferenceNotFound")).isEqualTo("there is no config/settings");
        scenario.applied("settings", new ConfigSpec(Map.of("b", "1")));
        scenario.until(() -> scenario.resource(WEB).status().conditions().getFirst().sentence().contains("entry"));
        assertThat(scenario.states(WEB, "ReferenceNotFound")).isEqualTo("config/settings has no entry 'a'");
        assertThat(scenario.instances("web")).isEmpty();
        scenario.applied("settings", new ConfigSpec(Map.of("a", "1")));
        scenario.settled("shop");
    }

    @Test
    void aConfigTakenAwayFromARunningComponentTouchesNothing() throws InterruptedException {
        scenario.applied("settings", new ConfigSpec(Map.of("a", "1")));
        scenario.applied("shop", Map.of("web", using(Kind.CONFIG, "settings")));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.removed(new Key(Kind.CONFIG, "default", "settings"));
        scenario.states(WEB, "ReferenceNotFound");
        assertThat(scenario.ids("web")).isEqualTo(before);
    }

    @Test
    void aPlanAndItsParametersAreWaitedFor() throws InterruptedException {
        scenario.applied("shop", new AssemblySpec(Optional.of("blueprint"), null, null, null, null, null, 0));
        assertThat(scenario.states(SHOP, "PlanNotFound")).contains("plan/blueprint");
        scenario.applied("blueprint", new PlanSpec("", Map.of("TAG", new PlanSpec.Parameter("", Optional.empty())),
            new Topology(Map.of("web", ComponentSpec.ofImage("app:${TAG}")), Map.of(), Map.of())));
        assertThat(scenario.states(SHOP, "ParametersMissing")).contains("TAG");
        scenario.applied("shop", new AssemblySpec(Optional.of("blueprint"), Map.of("TAG", "7"), null, null, null, null, 0));
        scenario.settled("shop");
        assertThat(scenario.resource(WEB).spec(ComponentSpec.class).image()).isEqualTo("app:7");
    }

    @Test
    void whoDependsOnAnotherWaitsUntilThatIsSoFar() throws InterruptedException {
        var migration = new ComponentSpec("sim/job:1", null, null, null, null, null, null, null, null, null, null, null, null, null, 1, null,
            new Restart(Restart.Mode.NEVER, 0), null, null, null, null);
        scenario.applied("shop", Map.of("web", depending("app:1", "migration", Until.COMPLETED), "migration", migration, "helper", depending("app:1", "db", Until.HEALTHY),
            "db", ComponentSpec.ofImage("sim/slow:1"), "log", depending("app:1", "db", Until.STARTED)));
        scenario.until(() -> scenario.instances("log").size() == 1);
        assertThat(scenario.instances("db")).singleElement().satisfies(i -> assertThat(i.health()).isEqualTo(SeenInstance.Health.STARTING));
        assertThat(scenario.instances("helper")).as("the database is not healthy yet").isEmpty();
        assertThat(scenario.states(Scenario.component("shop-helper"), "WaitingForDependency")).isEqualTo("waits for db to be healthy");
        scenario.until(() -> scenario.instances("web").size() == 1);
        assertThat(scenario.instances("migration")).singleElement().satisfies(i -> assertThat(i.exitCode()).contains(0));
        scenario.settled("shop");
    }

    @Test
    void aNetworkInUseThatIsDeclaredDifferentlyIsStatedAndMadeAnewWhenItCanBe() throws InterruptedException {
        scenario.applied("shop", networked(NetworkSpec.PLAIN, 1));
        scenario.settled("shop");
        var internal = new NetworkSpec(null, false, null, null, true, false, false, null, null);
        scenario.applied("shop", networked(internal, 1));
        assertThat(scenario.states(SHOP, "NetworkOutdated")).contains("shop-back");
        scenario.applied("shop", networked(internal, 0));
        scenario.settled("shop");
        scenario.applied("shop", networked(internal, 1));
        scenario.settled("shop");
        assertThat(scenario.instances("web")).hasSize(1);
    }

    @Test
    void anotherNameOfANetworkReplacesItsUsers() throws InterruptedException {
        scenario.applied("shop", networked(NetworkSpec.PLAIN, 1));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.applied("shop", networked(new NetworkSpec(Optional.of("renamed"), false, null, null, false, false, false, null, null), 1));
        scenario.until(() -> !scenario.ids("web").containsAll(before) && scenario.status("shop").level());
        assertThat(scenario.ids("web")).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(scenario.platform.world.engine().inventory(scenario.platform.store.plane()).networks()).extracting(n -> n.name()).containsExactly("renamed");
    }

    @Test
    void namesThatCannotBeAreStated() throws InterruptedException {
        scenario.applied("shop", Map.of("db-web", ComponentSpec.ofImage("app:1")));
        scenario.settled("shop");
        scenario.applied("shop-db", Map.of("web", ComponentSpec.ofImage("app:1")));
        assertThat(scenario.states(Scenario.assembly("shop-db"), "NameTaken")).contains("component/shop-db-web", "assembly/shop");
        scenario.applied("blog", Map.of("a".repeat(60), ComponentSpec.ofImage("app:1")));
        assertThat(scenario.states(Scenario.assembly("blog"), "NameTooLong")).contains("60 characters");
        assertThat(scenario.status("shop").level()).isTrue();
    }

    private static AssemblySpec networked(NetworkSpec network, int replicas) {
        var web = new ComponentSpec("app:1", null, null, null, null, null, null, null, null, null, null,
            List.of(new ComponentSpec.Attachment("back", null, null, null)), null, null, replicas, null, null, null, null, null, null);
        return AssemblySpec.of(new Topology(Map.of("web", web), Map.of("back", network), Map.of()));
    }

    private static ComponentSpec depending(String image, String on, Until until) {
        return new ComponentSpec(image, null, null, null, null, null, null, null, null, null, null, null, null, List.of(new Dependency(on, until, true, false)), 1,
            null, null, null, null, null, null);
    }

    private static ComponentSpec using(Kind kind, String name) {
        return ComponentSpec.ofImage("app:1").withFiles(List.of(file(kind, name)));
    }

    private static FileMount file(Kind kind, String name) {
        return new FileMount(kind, name, "a", "/" + name, null, null, null);
    }
}

package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectiveTopologyTest {
    private static final PlanSpec PLAN = new PlanSpec("a shop", Map.of("TAG", new PlanSpec.Parameter("which", Optional.empty()), "SIZE", new PlanSpec.Parameter("how large", Optional.of("small"))),
        new Topology(Map.of("web", ComponentSpec.ofImage("shop:${TAG}").withProcess(Scene.command("serve", "--size=${SIZE}", "$${TAG}", "${HOME}"))
            .withEnvironment(Map.of("SIZE", "${SIZE}")), "db", ComponentSpec.ofImage("db:1")), Map.of(), Map.of("data", VolumeSpec.PLAIN)));

    @Test
    void parametersAreFilledIntoWhatRoutesMatch() {
        var routes = Map.of("front", RouteSpec.of(Match.parse("Host(`${HOST}`) && PathPrefix(`/api`)"), List.of(Target.of("web", 80))), "fixed",
            RouteSpec.of(Match.parse("Host(`fixed.example.org`)"), List.of(Target.of("web", 80))));
        var plan = new PlanSpec("", Map.of("HOST", new PlanSpec.Parameter("", Optional.empty())), new Topology(Map.of("web", ComponentSpec.ofImage("a")), Map.of(), Map.of(), routes));
        var own = new AssemblySpec(Optional.of("p"), Map.of("HOST", "Shop.example.org"), null, new Topology(Map.of(), Map.of(), Map.of(),
            Map.of("fixed", RouteSpec.of(Match.parse("Host(`mine.example.org`)"), List.of(Target.of("web", 80))))), null, null, 0);
        assertThat(EffectiveTopology.of(own, Optional.of(plan)).routes()).satisfies(r -> {
            assertThat(r.get("front").match().text()).isEqualTo("Host(`shop.example.org`) && PathPrefix(`/api`)");
            assertThat(r.get("fixed").match().text()).as("the assembly's own wins").isEqualTo("Host(`mine.example.org`)");
        });
        var wrong = new AssemblySpec(Optional.of("p"), Map.of("HOST", "no host name"), null, Topology.EMPTY, null, null, 0);
        assertThat(EffectiveTopology.of(wrong, Optional.of(plan)).routes().get("front").match().text()).as("left as it is, for its controller to name").contains("${HOST}");
    }

    @Test
    void whatWasNotChosenIsLeftOutWithWhatLeadsToIt() {
        var routes = Map.of("charts", RouteSpec.of(Match.parse("Any()"), List.of(Target.of("charts", 80))), "both", RouteSpec.of(Match.parse("Any()"), List.of(Target.of("charts", 80), Target.of("web", 80))));
        var plan = new PlanSpec("", Map.of("CHARTS", new PlanSpec.Parameter("", Optional.of("true"), PlanSpec.Parameter.Type.BOOLEAN, null)),
            new Topology(Map.of("web", ComponentSpec.ofImage("a"), "charts", ComponentSpec.ofImage("b")), Map.of(), Map.of(), routes), Map.of("charts", "CHARTS"));
        assertThat(EffectiveTopology.of(assembly(Map.of(), Topology.EMPTY, Optional.empty()), Optional.of(plan)).components()).containsOnlyKeys("web", "charts");
        var without = EffectiveTopology.of(assembly(Map.of("CHARTS", "false"), Topology.EMPTY, Optional.empty()), Optional.of(plan));
        assertThat(without.components()).containsOnlyKeys("web");
        assertThat(without.routes()).containsOnlyKeys("both");
        assertThatThrownBy(() -> new PlanSpec("", Map.of(), plan.topology(), Map.of("charts", "CHARTS"))).hasMessageContaining("no parameter of type boolean");
        assertThatThrownBy(() -> new PlanSpec("", plan.parameters(), plan.topology(), Map.of("chart", "CHARTS"))).hasMessageContaining("no such component");
    }

    @Test
    void withoutPlanItIsTheAssemblysOwn() {
        var topology = new Topology(Map.of("web", ComponentSpec.ofImage("v1")), Map.of(), Map.of());
        assertThat(EffectiveTopology.of(AssemblySpec.of(topology), Optional.empty())).isEqualTo(topology);
    }

    @Test
    void parametersAreFilledIn() {
        var web = EffectiveTopology.of(assembly(Map.of("TAG", "7"), Topology.EMPTY, Optional.empty()), Optional.of(PLAN)).components().get("web");
        assertThat(web.image()).isEqualTo("shop:7");
        assertThat(web.process().command().orElseThrow()).as("a default, an escaped one, and one that a shell inside means")
            .containsExactly("serve", "--size=small", "${TAG}", "${HOME}");
        assertThat(web.environment()).containsEntry("SIZE", "small");
    }

    @Test
    void aPasswordIsAVariableFromItsSecret() {
        var plan = new PlanSpec("", Map.of("PASSWORD", new PlanSpec.Parameter("", Optional.empty(), PlanSpec.Parameter.Type.PASSWORD, null)),
            new Topology(Map.of("db", ComponentSpec.ofImage("db:1").withEnvironment(Map.of("PASSWORD", "${PASSWORD}", "USER", "app"))), Map.of(), Map.of()));
        var db = EffectiveTopology.of(assembly(Map.of("PASSWORD", "secret:shop-parameters/PASSWORD"), Topology.EMPTY, Optional.empty()), Optional.of(plan)).components().get("db");
        assertThat(db.environment()).isEqualTo(Map.of("USER", "app"));
        assertThat(db.secretEnvironment()).isEqualTo(Map.of("PASSWORD", new ComponentSpec.SecretEntry("shop-parameters", "PASSWORD")));
    }

    @Test
    void aValueIsNotFilledInAgain() {
        var web = EffectiveTopology.of(assembly(Map.of("TAG", "${SIZE}$$"), Topology.EMPTY, Optional.empty()), Optional.of(PLAN)).components().get("web");
        assertThat(web.image()).isEqualTo("shop:${SIZE}$$");
    }

    @Test
    void theAssemblysOwnPartsWin() {
        var own = new Topology(Map.of("web", ComponentSpec.ofImage("patched"), "extra", ComponentSpec.ofImage("extra")), Map.of(), Map.of());
        var effective = EffectiveTopology.of(assembly(Map.of("TAG", "7"), own, Optional.empty()), Optional.of(PLAN));
        assertThat(effective.components()).containsOnlyKeys("web", "db", "extra");
        assertThat(effective.components().get("web").image()).isEqualTo("patched");
        assertThat(effective.volumes()).containsOnlyKeys("data");
    }

    @Test
    void everyComponentGetsTheEnvironmentUnlessItNamesItsOwn() {
        var own = new Topology(Map.of("web", ComponentSpec.ofImage("v1").withEnvironmentFrom(Optional.of("staging"))), Map.of(), Map.of());
        var effective = EffectiveTopology.of(assembly(Map.of("TAG", "7"), own, Optional.of("production")), Optional.of(PLAN));
        assertThat(effective.components().get("web").environmentFrom()).contains("staging");
        assertThat(effective.components().get("db").environmentFrom()).contains("production");
    }

    @Test
    void openQuestionsAreNamed() {
        assertThat(EffectiveTopology.unanswered(assembly(Map.of(), Topology.EMPTY, Optional.empty()), PLAN)).containsExactly("TAG");
        assertThat(EffectiveTopology.unanswered(assembly(Map.of("TAG", ""), Topology.EMPTY, Optional.empty()), PLAN)).isEmpty();
    }

    private static AssemblySpec assembly(Map<String, String> parameters, Topology own, Optional<String> environment) {
        return new AssemblySpec(Optional.of("shop"), parameters, environment, own, null, null, 0);
    }
}

package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyPlannerTest {
    private static final Definition.Identity SHOP = new Definition.Identity("plane", "default", "shop", "", "uid");
    private static final NetworkSpec INTERNAL = new NetworkSpec(null, false, null, null, true, false, false, null, null);
    private static final NetworkSpec EXTERNAL = new NetworkSpec(null, true, null, null, false, false, false, null, null);
    private static final VolumeSpec EXTERNAL_VOLUME = new VolumeSpec(null, true, null, null, null, false);

    private final ComponentSpec plain = ComponentSpec.ofImage("v1");

    @Test
    void makesWhatComponentsUseAndIsDeclared() {
        var planner = planner(Map.of("web", on("front", mounting("cache")), "db", plain), Map.of("front", INTERNAL, "unused", INTERNAL), Map.of("data", VolumeSpec.PLAIN));
        assertThat(Scene.words(planner.missing(Inventory.EMPTY))).containsExactlyInAnyOrder("make network shop-front", "make network shop-default", "make volume shop-data",
            "make volume shop-cache");
    }

    @Test
    void eachSlotGetsItsOwnVolumeAndASidekickHasAsManySlotsAsItsPrimary() {
        var data = mounting("data").withGroup(Group.sidekickOf("zk"));
        var planner = planner(Map.of("zk", plain.withReplicas(2), "data", data), Map.of(), Map.of("data", new VolumeSpec(null, false, null, null, null, true)));
        assertThat(Scene.words(planner.missing(Inventory.EMPTY))).containsExactlyInAnyOrder("make network shop-default", "make volume shop-data-1", "make volume shop-data-2");
        assertThat(planner.missing(made(planner))).isEmpty();
        assertThat(Naming.inSlot(planner.names(data).volumes().get("data"), 2)).isEqualTo("shop-data-2");
        assertThat(Naming.inSlot("shop-data", 2)).isEqualTo("shop-data");
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        var planner = planner(Map.of("db", mounting("data")), Map.of(), Map.of());
        assertThat(planner.missing(made(planner))).isEmpty();
    }

    @Test
    void whoMountsAVolumeKnowsHowItIsMade() {
        var planner = planner(Map.of("db", mounting("data")), Map.of(), Map.of("data", VolumeSpec.PLAIN));
        assertThat(planner.names(mounting("data")).made()).containsExactly(planner.missing(Inventory.EMPTY).stream()
            .flatMap(s -> s instanceof Step.MakeVolume make ? Stream.of(make.volume()) : Stream.empty()).toArray(Part.Volume[]::new));
        var ownerless = new TopologyPlanner(new Definition.Identity("plane", "default", "", "", ""), Topology.EMPTY);
        assertThat(ownerless.names(mounting("data"))).as("a component without an assembly").isEqualTo(new Definition.EngineNames(Map.of("default", "default"),
            Map.of("data", "data"), List.of()));
    }

    @Test
    void whatIsNotOursIsNeitherMadeNorRemoved() {
        var planner = planner(Map.of("web", on("proxy", mounting("nfs"))), Map.of("proxy", EXTERNAL), Map.of("nfs", EXTERNAL_VOLUME));
        assertThat(planner.missing(Inventory.EMPTY)).isEmpty();
        assertThat(planner.names(on("proxy", mounting("nfs")))).isEqualTo(new Definition.EngineNames(Map.of("proxy", "proxy"), Map.of("nfs", "nfs"), List.of()));
    }

    @Test
    void anAssemblyWhoseNameIsMadeOfTheSameWordsSharesNothing() {
        var theirs = new TopologyPlanner(new Definition.Identity("plane", "default", "shop-db", "", "uid-2"), topology(Map.of("x", mounting("data")), Map.of(), Map.of()));
        var ours = planner(Map.of("x", mounting("db-data")), Map.of(), Map.of());
        assertThat(Scene.words(ours.missing(made(theirs)))).as("shop + db-data and shop-db + data are the same text").contains("make volume shop-db-data");
        assertThat(ours.superfluous(made(theirs))).isEmpty();
    }

    @Test
    void aComponentWithItsHostsNetworkNeedsNone() {
        var host = new Isolation(false, false, null, null, null, null, null, null, null, null, null, null, null, null, Map.of("network", "host"), null, null, false, null);
        var s = plain;
        var component = new ComponentSpec(s.image(), null, null, null, null, null, null, null, null, null, null, null, null, null, 1, null, null, null, host, null, null);
        assertThat(planner(Map.of("web", component), Map.of(), Map.of()).missing(Inventory.EMPTY)).isEmpty();
    }

    @Test
    void aNetworkThatNothingUsesGoesAndAVolumeStays() {
        var before = planner(Map.of("web", on("front", mounting("data"))), Map.of(), Map.of());
        var after = planner(Map.of("web", plain), Map.of(), Map.of());
        assertThat(Scene.words(after.superfluous(made(before)))).containsExactly("remove network shop-front");
        assertThat(after.superfluous(attached(made(before)))).as("somebody is still attached").isEmpty();
    }

    @Test
    void aNetworkDeclaredDifferentlyIsMadeAnewOnceNobodyIsAttached() {
        var before = planner(Map.of("web", on("front", plain)), Map.of("front", NetworkSpec.PLAIN), Map.of());
        var after = planner(Map.of("web", on("front", plain)), Map.of("front", INTERNAL), Map.of());
        assertThat(after.outdated(attached(made(before)))).extracting(Inventory.SeenNetwork::name).containsExactly("shop-front");
        assertThat(after.superfluous(attached(made(before)))).isEmpty();
        assertThat(after.outdated(made(before))).isEmpty();
        assertThat(Scene.words(after.superfluous(made(before)))).containsExactly("remove network shop-front");
        assertThat(before.outdated(attached(made(before)))).isEmpty();
    }

    @Test
    void removalTakesNetworksAndVolumesOnlyWhenAsked() {
        var seen = made(planner(Map.of("web", mounting("data")), Map.of(), Map.of()));
        assertThat(Scene.words(TopologyPlanner.removal(seen, _ -> true, false))).containsExactly("remove network shop-default");
        assertThat(Scene.words(TopologyPlanner.removal(seen, _ -> true, true))).containsExactly("remove network shop-default", "remove volume shop-data");
        assertThat(TopologyPlanner.removal(seen, stamp -> stamp.assembly().equals("another"), true)).isEmpty();
    }

    @Test
    void aComponentsNamesDoNotDependOnOthers() {
        var alone = planner(Map.of("web", plain), Map.of(), Map.of());
        var together = planner(Map.of("web", plain, "db", on("back", mounting("data"))), Map.of(), Map.of());
        assertThat(together.names(plain)).isEqualTo(alone.names(plain));
    }

    private static TopologyPlanner planner(Map<String, ComponentSpec> components, Map<String, NetworkSpec> networks, Map<String, VolumeSpec> volumes) {
        return new TopologyPlanner(SHOP, topology(components, networks, volumes));
    }

    private static Topology topology(Map<String, ComponentSpec> components, Map<String, NetworkSpec> networks, Map<String, VolumeSpec> volumes) {
        return new Topology(components, networks, volumes);
    }

    private ComponentSpec mounting(String volume) {
        return new ComponentSpec("v1", null, null, null, null, null, null, null, null, List.of(new Mount.Volume(Optional.of(volume), "/data", false, false)), null, null,
            null, null, 1, null, null, null, null, null, null);
    }

    private static ComponentSpec on(String network, ComponentSpec s) {
        return new ComponentSpec(s.image(), null, null, null, null, null, null, null, null, s.mounts(), null, List.of(new ComponentSpec.Attachment(network, null, null, null)),
            null, null, 1, null, null, null, null, null, null);
    }

    /// What is there after everything missing was made.
    private static Inventory made(TopologyPlanner planner) {
        var networks = new ArrayList<Inventory.SeenNetwork>();
        var volumes = new ArrayList<Inventory.SeenVolume>();
        for (var step : planner.missing(Inventory.EMPTY)) {
            if (step instanceof Step.MakeNetwork make) {
                networks.add(new Inventory.SeenNetwork("id of " + make.network().name(), make.network().name(), make.network().stamp(), 0));
            } else if (step instanceof Step.MakeVolume make) {
                volumes.add(new Inventory.SeenVolume(make.volume().name(), make.volume().stamp()));
            }
        }
        return new Inventory(Instant.EPOCH, List.of(), networks, volumes);
    }

    private static Inventory attached(Inventory seen) {
        return new Inventory(seen.asOf(), seen.instances(), seen.networks().stream().map(n -> new Inventory.SeenNetwork(n.id(), n.name(), n.stamp(), 1)).toList(), seen.volumes());
    }
}

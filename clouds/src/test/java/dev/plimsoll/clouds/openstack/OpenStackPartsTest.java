package dev.plimsoll.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.clouds.openstack.small.Fault;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.model.RegionStatus.Quota;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.model.machine.FirewallRule.Protocol;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of ours in an OpenStack consists of several objects, or was changed by somebody's hand.
class OpenStackPartsTest {
    private static final String PLANE = "plane";
    private static final CloudPart.Network NETWORK = new CloudPart.Network("inside", OpenStackTroubleTest.stamp(Kind.NETWORK, "inside", "n"), "10.231.7.0/24", Optional.empty(),
        Optional.of("10.231.7.100-10.231.7.200"), false, Optional.of("public"), List.of("9.9.9.9"));
    private static final CloudRule SSH = new CloudRule(Direction.IN, Protocol.TCP, 22, 22, new CloudRule.Peer.Range("0.0.0.0/0"));

    private final SmallRegion region = SmallRegion.opened(Clock.systemUTC());

    @AfterEach
    void close() {
        region.close();
    }

    private List<CloudObject> listed(CloudKind kind) {
        return region.cloud().list(PLANE, kind);
    }

    private static void attempted(Runnable doing) {
        assertThatThrownBy(doing::run).isInstanceOf(CloudFailure.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /network/v2.0/subnets", "POST /network/v2.0/routers", "PUT /network/v2.0/routers/.*"})
    void a_network_made_in_part_is_unfinished_and_made_whole(String broken) {
        region.small().trouble(Fault.answer(broken, 500, "{\"NeutronError\": \"Request Failed: internal server error while processing your request.\"}"));
        attempted(() -> region.cloud().create(NETWORK));
        assertThat(listed(CloudKind.NETWORK)).singleElement().satisfies(n -> assertThat(n.phase()).isInstanceOf(CloudPhase.Unfinished.class));

        region.cloud().create(NETWORK);

        assertThat(listed(CloudKind.NETWORK)).singleElement().satisfies(n -> assertThat(n.phase()).isEqualTo(CloudPhase.READY));
        assertThat(region.small().neutron().all("subnets").values().stream().filter(s -> s.path("name").asText().equals("inside"))).singleElement().satisfies(s -> {
            assertThat(s.at("/allocation_pools/0/start").asText()).isEqualTo("10.231.7.100");
            assertThat(s.at("/allocation_pools/0/end").asText()).isEqualTo("10.231.7.200");
            assertThat(s.path("dns_nameservers").path(0).asText()).isEqualTo("9.9.9.9");
        });
        assertThat(region.small().neutron().all("routers")).hasSize(1);
    }

    @Test
    void a_network_removed_in_part_goes_when_it_is_asked_again() {
        var id = region.cloud().create(NETWORK);
        region.small().trouble(Fault.answer("DELETE /network/v2.0/networks/.*", 500, "{\"NeutronError\": \"Request Failed\"}"));
        attempted(() -> region.cloud().remove(PLANE, new CloudRef(CloudKind.NETWORK, id)));
        assertThat(listed(CloudKind.NETWORK)).singleElement().satisfies(n -> assertThat(n.phase()).isEqualTo(new CloudPhase.Unfinished("its way out")));

        region.cloud().remove(PLANE, new CloudRef(CloudKind.NETWORK, id));

        assertThat(listed(CloudKind.NETWORK)).isEmpty();
        assertThat(region.small().neutron().all("routers")).isEmpty();
    }

    @Test
    void a_router_whose_network_somebody_has_removed_is_found_and_goes() {
        var id = region.cloud().create(NETWORK);
        var neutron = region.small().neutron();
        neutron.all("networks").remove(id);
        neutron.all("ports").clear();

        var left = listed(CloudKind.NETWORK).getFirst();
        assertThat(left.phase()).isEqualTo(new CloudPhase.Failed("only its router is left"));
        region.cloud().remove(PLANE, CloudRef.to(left));

        assertThat(neutron.all("routers")).isEmpty();
        assertThat(listed(CloudKind.NETWORK)).isEmpty();
    }

    @Test
    void name_servers_change_in_place() {
        var id = region.cloud().create(NETWORK);
        region.cloud().change(id, new CloudPart.Network("inside", NETWORK.stamp(), NETWORK.cidr(), Optional.empty(), NETWORK.dynamic(), false, Optional.empty(), List.of("1.1.1.1")));

        assertThat(region.small().neutron().all("subnets").values()).anySatisfy(s -> assertThat(s.path("dns_nameservers").toString()).isEqualTo("[\"1.1.1.1\"]"));
    }

    /// The same names, and a text that is nearly a stamp.
    @Test
    void foreign_objects_of_the_same_names_are_neither_seen_nor_touched() {
        var neutron = region.small().neutron();
        var network = neutron.put("networks", Json.object().put("name", "inside").put("status", "ACTIVE").put("description", "plimsoll:1:plane:default:network:inside"));
        var router = neutron.put("routers", Json.object().put("name", "inside"));
        var group = neutron.put("security-groups", Json.object().put("name", "web").put("description", NETWORK.stamp().text().replace("plane", "other-plane")));
        var address = neutron.put("floatingips", Json.object().put("description", ""));

        var id = region.cloud().create(NETWORK);
        region.cloud().remove(PLANE, new CloudRef(CloudKind.NETWORK, id));

        for (var kind : CloudKind.values()) {
            assertThat(listed(kind)).as(kind.word()).isEmpty();
        }
        assertThat(neutron.all("networks")).containsKey(network.path("id").asText());
        assertThat(neutron.all("routers")).containsKey(router.path("id").asText());
        for (var ref : List.of(new CloudRef(CloudKind.NETWORK, network.path("id").asText()), new CloudRef(CloudKind.NETWORK, router.path("id").asText()),
            new CloudRef(CloudKind.FIREWALL, group.path("id").asText()), new CloudRef(CloudKind.FLOATING_IP, address.path("id").asText()))) {
            assertThatThrownBy(() -> region.cloud().remove(PLANE, ref)).isInstanceOfSatisfying(CloudFailure.Rejected.class, f -> assertThat(f.code()).isEqualTo("NotOurs"));
        }
    }

    @Test
    void a_rule_made_by_hand_is_seen_and_taken_out() {
        var part = new CloudPart.Firewall("web", OpenStackTroubleTest.stamp(Kind.FIREWALL, "web", "f"), Set.of(SSH));
        var id = region.cloud().create(part);
        assertThat(((CloudObject.Firewall) listed(CloudKind.FIREWALL).getFirst()).rules()).containsExactly(SSH);
        region.small().neutron().put("security-group-rules", Json.object().put("security_group_id", id).put("direction", "ingress").put("ethertype", "IPv4").put("protocol", "gre"));
        assertThat(((CloudObject.Firewall) listed(CloudKind.FIREWALL).getFirst()).rules()).hasSize(2);

        region.cloud().change(id, part);

        assertThat(((CloudObject.Firewall) listed(CloudKind.FIREWALL).getFirst()).rules()).containsExactly(SSH);
    }

    @Test
    void the_firewalls_around_a_machine_change_in_place() {
        var id = region.cloud().create(new CloudPart.Firewall("web", OpenStackTroubleTest.stamp(Kind.FIREWALL, "web", "f"), Set.of(SSH)));
        var part = OpenStackTroubleTest.machine("a", "m1.tiny", "");
        var machine = region.cloud().create(part);
        var guarded = new CloudPart.Machine(part.name(), part.stamp(), part.zone(), part.flavor(), part.image(), part.networks(), List.of(id), part.keys(), part.userData(), part.labels());

        region.cloud().change(machine, guarded);
        // Nova tells names, from which it is known that there is something to ask for.
        region.small().nova().server(machine).putArray("security_groups").addObject().put("name", "web");
        assertThat(((CloudObject.Machine) listed(CloudKind.MACHINE).getFirst()).firewalls()).containsExactly(id);
        region.cloud().change(machine, part);

        assertThat(region.small().neutron().all("ports").values()).singleElement().satisfies(p -> assertThat(p.path("security_groups").path(0).asText()).isNotEqualTo(id));
    }

    @Test
    void a_machine_that_somebody_paused_is_powered_on_in_its_own_way() {
        var ref = new CloudRef(CloudKind.MACHINE, region.cloud().create(OpenStackTroubleTest.machine("a", "m1.tiny", "")));
        listed(CloudKind.MACHINE);
        for (var status : List.of("PAUSED", "SUSPENDED", "SHELVED_OFFLOADED", "SHUTOFF")) {
            region.small().nova().server(ref.id()).put("status", status);
            assertThat(listed(CloudKind.MACHINE).getFirst().phase()).isEqualTo(CloudPhase.STOPPED);
            region.cloud().power(PLANE, ref, Power.ON);
            assertThat(listed(CloudKind.MACHINE).getFirst().phase()).isEqualTo(CloudPhase.READY);
        }
    }

    @Test
    void of_images_of_one_name_the_newest_is_taken_and_ids_do_as_well() {
        var id = region.cloud().create(OpenStackTroubleTest.machine("a", "m1.tiny", ""));
        assertThat(region.small().nova().server(id).at("/wanted/imageRef").asText()).endsWith("2");
        var part = OpenStackTroubleTest.machine("b", "f-m1.tiny", "");
        var other = region.cloud().create(new CloudPart.Machine(part.name(), part.stamp(), Optional.of("nova"), part.flavor(), "10000000-0000-4000-8000-000000000001", part.networks(), List.of(), List.of(),
            part.userData(), Map.of("purpose", "test", "no/label", "x")));
        var told = region.small().nova().server(other).path("wanted");
        assertThat(told.path("imageRef").asText()).endsWith("1");
        assertThat(told.path("metadata").path("purpose").asText()).isEqualTo("test");
        assertThat(told.path("metadata").has("no/label")).isFalse();
    }

    @Test
    void a_machine_in_an_unknown_zone_or_with_an_unknown_key_or_with_two_is_refused() {
        var part = OpenStackTroubleTest.machine("a", "m1.tiny", "");
        var key = new CloudPart.Login("nobodys", "ssh-ed25519 AAAA");
        refused("ZoneNotFound", with(part, Optional.of("mars"), List.of()));
        refused("KeyNotFound", with(part, Optional.empty(), List.of(key)));
        refused("NotSupported", with(part, Optional.empty(), List.of(key, key)));
    }

    private void refused(String code, CloudPart part) {
        assertThatThrownBy(() -> region.cloud().create(part)).isInstanceOfSatisfying(CloudFailure.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private static CloudPart.Machine with(CloudPart.Machine part, Optional<String> zone, List<CloudPart.Login> keys) {
        return new CloudPart.Machine(part.name(), part.stamp(), zone, part.flavor(), part.image(), part.networks(), List.of(), keys, new SecretText(""), Map.of());
    }

    @Test
    void what_a_cloud_does_not_tell_is_unknown_and_what_it_has_not_is_not_listed() {
        region.small().trouble(Fault.answer("GET /compute/v2.1/limits", 403, "{\"forbidden\": {\"message\": \"Policy doesn't allow it.\"}}"));
        region.small().trouble(Fault.answer("GET /network/v2.0/quotas/.*", 404, "{\"NeutronError\": {\"type\": \"HTTPNotFound\", \"message\": \"\"}}"));
        assertThat(region.cloud().facts().quotas()).isEmpty();
        region.small().trouble(Fault.answer("GET /network/v2.0/floatingips", 404, "{\"NeutronError\": {\"type\": \"HTTPNotFound\", \"message\": \"\"}}"));
        assertThat(listed(CloudKind.FLOATING_IP)).isEmpty();
    }

    /// What a sweep costs while all is level.
    @Test
    void one_listing_of_each_sort_asks_each_service_for_it_once() {
        region.cloud().create(NETWORK);
        region.cloud().create(new CloudPart.Firewall("web", OpenStackTroubleTest.stamp(Kind.FIREWALL, "web", "f"), Set.of(SSH)));
        var part = OpenStackTroubleTest.machine("a", "m1.tiny", "");
        region.cloud().create(new CloudPart.Machine(part.name(), part.stamp(), part.zone(), part.flavor(), part.image(), part.networks(),
            List.of(listed(CloudKind.FIREWALL).getFirst().id()), List.of(), part.userData(), Map.of()));
        region.small().heard();

        for (var kind : CloudKind.values()) {
            listed(kind);
        }

        // Pages apart: the small one's are tiny.
        var heard = region.small().heard();
        assertThat(heard.stream().distinct()).containsExactlyInAnyOrder("GET /compute/v2.1/os-keypairs", "GET /compute/v2.1/servers/detail", "GET /network/v2.0/floatingips", "GET /network/v2.0/networks",
            "GET /network/v2.0/ports", "GET /network/v2.0/routers", "GET /network/v2.0/security-groups", "GET /network/v2.0/subnets");
        assertThat(heard.stream().filter(h -> !h.endsWith("/ports")).distinct().count()).isEqualTo(heard.stream().filter(h -> !h.endsWith("/ports")).count());
        assertThat(heard).filteredOn(h -> h.endsWith("/ports")).hasSize(2);
    }

    @Test
    void it_tells_what_it_offers() {
        var facts = region.cloud().facts();

        assertThat(facts.version()).isEqualTo("OpenStack, compute API 2.93");
        assertThat(facts.account()).isEqualTo("demo (demo)");
        assertThat(facts.abilities()).containsExactlyInAnyOrder(CloudAbility.values());
        assertThat(facts.zones()).containsExactly("nova");
        assertThat(facts.flavors()).contains(new Flavor("m1.tiny", 1, 512L << 20, 1L << 30)).hasSize(3);
        assertThat(facts.images()).containsExactly("debian-12", "flatcar");
        assertThat(facts.quotas()).contains(new Quota("machines", 10, 0), new Quota("cores", -1, 0), new Quota("memory", 51_200L << 20, 0), new Quota("floating IPs", 50, 0));
        assertThat(facts.details()).containsEntry("upstreams", "public").containsEntry("roles", "member");
    }
}

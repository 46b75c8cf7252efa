package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Account;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Login;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.outside.SecretText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a declaration to machines in a real OpenStack and back to nothing, with ghosts made by hand and foreign objects of the same names. Takes ten minutes, because a ghost is given five.
@Tag("lab")
class OpenStackRegionTest {
    private static final String NAME = "pt" + ProcessHandle.current().pid();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn ops";
    private static final String DECLARED = """
        apiVersion: plimsoll/v1
        kind: Secret
        metadata: {name: lab}
        spec: {data: {user: demo, password: demo-pw}}
        ---
        apiVersion: plimsoll/v1
        kind: Region
        metadata: {name: lab}
        spec: {cloud: openstack, endpoint: "http://127.0.0.1:5000/v3", region: RegionOne, credentials: lab, options: {project: demo}}
        ---
        apiVersion: plimsoll/v1
        kind: Network
        metadata: {name: %1$s}
        spec: {region: lab, cidr: 10.231.11.0/24, fixed: 10.231.11.10-10.231.11.99, dynamic: 10.231.11.100-10.231.11.250, floatingIps: true}
        ---
        apiVersion: plimsoll/v1
        kind: Firewall
        metadata: {name: %1$s}
        spec:
          region: lab
          rules: [{port: 22, ranges: [0.0.0.0/0]}, {protocol: any, firewalls: [%1$s]}, {protocol: icmp, ranges: [0.0.0.0/0, "::/0"]}]
        ---
        apiVersion: plimsoll/v1
        kind: SshKey
        metadata: {name: %1$s}
        spec: {region: lab, publicKey: "%2$s"}
        ---
        apiVersion: plimsoll/v1
        kind: Pool
        metadata: {name: %1$s}
        spec:
          region: lab
          count: 3
          addresses: [10.231.11.11, 10.231.11.12, 10.231.11.13]
          template: {flavor: m1.tiny, image: debian-12, networks: [%1$s], firewalls: [%1$s], sshKeys: [%1$s]}
        ---
        apiVersion: plimsoll/v1
        kind: FloatingIp
        metadata: {name: %1$s}
        spec: {region: lab, machine: %1$s-1}
        """.formatted(NAME, KEY);

    private final Api hands = new Api(new Account("lab", "http://127.0.0.1:5000/v3", Optional.of("RegionOne"), "public",
        new Login.Password(new Login.Named("demo", "Default"), new Login.Named("demo", "Default"), new SecretText("demo-pw")), Optional.empty()), Clock.systemUTC());
    private final Map<Route, Service> foreign = new LinkedHashMap<>();
    private RealServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", 5000), 2_000);
        } catch (IOException down) {
            assumeTrue(false, "no OpenStack answers here; labs/openstack/up.sh brings one up");
        }
        server = RealServer.started(folder.resolve("state"));
    }

    @AfterEach
    void clear() {
        try (hands) {
            if (server != null) {
                server.close();
                servers().forEach(s -> hands.find(Ask.delete("clean up", Service.COMPUTE, Route.to("/servers/{}", s.path("id").asText()))));
                foreign.forEach((route, service) -> hands.find(Ask.delete("clean up", service, route)));
            }
        }
    }

    @Test
    void machinesComeAndGoGhostsGoAndWhatIsForeignStays() {
        var namesakes = namesakes();
        var begun = System.nanoTime();
        assertThat(server.api().apply(DECLARED).status()).as(() -> server.api().apply(DECLARED).toString()).isEqualTo(200);
        levelled("pools", NAME);
        told("three machines with their network, firewall and key", begun);
        levelled("floatingips", NAME);
        assertThat(servers()).hasSize(4).filteredOn(s -> s.path("key_name").asText("").startsWith("plimsoll 1 ")).hasSize(3)
            .allSatisfy(s -> assertThat(s.path("addresses").toString()).contains("10.231.11.1"));
        assertThat(got("floatingips", NAME).path("status").path("addresses").path(0).asText()).startsWith("203.0.113.");

        var deleted = one(NAME + "-2");
        begun = System.nanoTime();
        hands.find(Ask.delete("somebody deletes a machine", Service.COMPUTE, Route.to("/servers/{}", deleted.path("id").asText())));
        Eventually.holds("another machine in its place", PATIENCE, () -> server.api().text("/v1/projects/default/machines/" + NAME + "-2").contains("ready") && !one(NAME + "-2").isMissingNode()
            && !one(NAME + "-2").path("id").equals(deleted.path("id")), this::told);
        levelled("pools", NAME);
        told("a machine deleted by hand is there again", begun);

        begun = System.nanoTime();
        var ghosts = ghosts(one(NAME + "-1"));
        Eventually.holds("they are told", PATIENCE, () -> got("regions", "lab").path("status").path("leftBehind").size() == 2, this::told);
        told("ghosts are found", begun);
        Eventually.holds("they are gone", PATIENCE, () -> ghosts.entrySet().stream().allMatch(g -> hands.find(Ask.get("look", g.getValue(), g.getKey())).isEmpty()), this::told);
        told("ghosts are gone (they are given 300 s)", begun);

        begun = System.nanoTime();
        for (var path : List.of("floatingips/" + NAME, "pools/" + NAME, "firewalls/" + NAME, "sshkeys/" + NAME, "networks/" + NAME, "regions/lab")) {
            assertThat(server.api().send("DELETE", "/v1/projects/default/" + path, null).status()).as(path).isLessThan(300);
        }
        Eventually.holds("the region is gone", PATIENCE, () -> server.api().send("GET", "/v1/projects/default/regions/lab", null).status() == 404, this::told);
        told("all of it is gone", begun);
        assertThat(stamped()).isEmpty();
        assertThat(namesakes).allSatisfy((route, service) -> assertThat(hands.find(Ask.get("look", service, route))).as(route.text()).isPresent());
    }

    /// Of the same names as ours, and somebody else's.
    private Map<Route, Service> namesakes() {
        var inside = hands.list(Ask.get("look", Service.NETWORK, Route.to("/networks").with("name", "private")), "networks").getFirst().path("id").asText();
        foreign("/servers", Service.COMPUTE, "server", machine(NAME + "-1", inside, Map.of("someone", "else")));
        foreign("/networks", Service.NETWORK, "network", Map.of("name", NAME));
        foreign("/security-groups", Service.NETWORK, "security_group", Map.of("name", NAME));
        hands.ask(Ask.post("make", Service.COMPUTE, Route.to("/os-keypairs"), Map.of("keypair", Map.of("name", NAME, "public_key", KEY))));
        foreign.put(Route.to("/os-keypairs/{}", NAME), Service.COMPUTE);
        return Map.copyOf(foreign);
    }

    /// What a control plane would leave that forgot what it had asked for: a machine and a firewall with its stamp, of resources that are gone.
    private Map<Route, Service> ghosts(JsonNode like) {
        var metadata = Json.texts(like.path("metadata"));
        metadata.put("dev.plimsoll.uid", "gone");
        metadata.put("dev.plimsoll.operation", "gone");
        var inside = hands.list(Ask.get("look", Service.NETWORK, Route.to("/networks").with("name", "private")), "networks").getFirst().path("id").asText();
        var machine = make("/servers", Service.COMPUTE, "server", machine("ghost", inside, metadata));
        var stamp = "plimsoll:1:" + metadata.get("dev.plimsoll.plane") + ":default:firewall:ghost:gone:hash:gone";
        var firewall = make("/security-groups", Service.NETWORK, "security_group", Map.of("name", "ghost", "description", stamp));
        return Map.of(machine, Service.COMPUTE, firewall, Service.NETWORK);
    }

    private Map<String, Object> machine(String name, String network, Map<String, String> metadata) {
        var flavor = hands.list(Ask.get("look", Service.COMPUTE, Route.to("/flavors")), "flavors").stream().filter(f -> f.path("name").asText().equals("m1.tiny")).findFirst().orElseThrow();
        var image = hands.list(Ask.get("look", Service.IMAGE, Route.to("/images")), "images").getFirst();
        return Map.of("name", name, "flavorRef", flavor.path("id").asText(), "imageRef", image.path("id").asText(), "networks", List.of(Map.of("uuid", network)), "metadata", metadata);
    }

    private void foreign(String path, Service service, String field, Map<String, Object> document) {
        foreign.put(make(path, service, field, document), service);
    }

    private Route make(String path, Service service, String field, Map<String, Object> document) {
        return Route.to(path + "/{}", hands.ask(Ask.post("make", service, Route.to(path), Map.of(field, document))).path(field).path("id").asText());
    }

    /// What is left in the project with anybody's stamp.
    private List<String> stamped() {
        var left = new java.util.ArrayList<>(servers().stream().filter(s -> s.path("metadata").has("dev.plimsoll.plane")).map(s -> "server " + s.path("name")).toList());
        for (var sort : List.of("networks", "subnets", "routers", "floatingips", "security-groups")) {
            hands.list(Ask.get("look", Service.NETWORK, Route.to("/" + sort)), sort.replace('-', '_')).stream().filter(o -> o.path("description").asText().matches("plimsoll:1:.*:" + NAME + "(-[0-9])?:.*"))
                .forEach(o -> left.add(sort + " " + o.path("id")));
        }
        hands.list(Ask.get("look", Service.COMPUTE, Route.to("/os-keypairs")), "keypairs", "/keypair/name").stream().map(k -> k.at("/keypair/name").asText())
            .filter(n -> n.startsWith("plimsoll ") && n.contains(" " + NAME + " ")).forEach(left::add);
        return left;
    }

    private List<JsonNode> servers() {
        return hands.list(Ask.get("look", Service.COMPUTE, Route.to("/servers/detail")), "servers").stream().filter(s -> s.path("name").asText().startsWith(NAME)).toList();
    }

    /// Ours of this name.
    private JsonNode one(String name) {
        return servers().stream().filter(s -> s.path("name").asText().equals(name) && s.path("metadata").has("dev.plimsoll.plane")).findFirst().orElseGet(() -> Json.object().path("none"));
    }

    private void levelled(String kind, String name) {
        Eventually.holds(kind + "/" + name + " is level", PATIENCE, () -> dev.plimsoll.server.faults.Api.level(got(kind, name)).path("holds").asBoolean(), this::told);
    }

    private JsonNode got(String kind, String name) {
        return server.api().send("GET", "/v1/projects/default/" + kind + "/" + name, null).body();
    }

    private String told() {
        return List.of(got("regions", "lab"), got("networks", NAME), got("firewalls", NAME), got("pools", NAME), got("machines", NAME + "-1"), got("machines", NAME + "-2"), got("floatingips", NAME)).stream()
            .map(r -> r.path("status").toString()).reduce("", (all, one) -> all + "\n" + one) + "\n" + server.log();
    }

    private static void told(String what, long since) {
        System.out.printf("OpenStack: %s: %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }
}

package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.bootstrap.BootFile;
import dev.plimsoll.bootstrap.Bootstrap;
import dev.plimsoll.bootstrap.Enrolment;
import dev.plimsoll.bootstrap.Format;
import dev.plimsoll.bootstrap.HostFirewall;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.model.machine.MachineSetup;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From what is declared to what a machine is told, and what it is only handed.
final class MachineBootstrapsTest {
    private static final String PLANTED = "planted-secret-value";
    private static final Enrolment ENROLMENT = new Enrolment("https://10.0.0.1:7443", "ab".repeat(32), "m-1", new SecretText("x".repeat(40)));

    private final VersionedStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());
    private final FileVault vault = new FileVault(new byte[FileVault.KEY_BYTES]);
    private Mirror mirror;

    @AfterEach
    void close() {
        if (mirror != null) {
            mirror.close();
        }
    }

    private MachineBootstraps bootstraps(Object... namesAndSpecs) {
        for (int i = 0; i < namesAndSpecs.length; i += 2) {
            store.commit(List.of(new Write.Put(Resource.declared(Metadata.named("default", namesAndSpecs[i].toString()), (Spec) namesAndSpecs[i + 1]), Write.Expected.ABSENT)), Optional.empty());
        }
        mirror = WatchedMirror.of(store);
        return new MachineBootstraps(mirror, vault);
    }

    private static Resource machine(MachineSetup setup, String... firewallsAndNetworks) {
        var plain = MachineTemplate.PLAIN;
        var template = new MachineTemplate("small", null, "debian", List.of("inside"), List.of(firewallsAndNetworks), null, false, null, setup, plain.readyWithin(), plain.tries());
        return Resource.declared(Metadata.named("default", "worker-1"), new MachineSpec(Optional.empty(), "here", Optional.empty(), Optional.empty(), false, template));
    }

    private static MachineSetup files(MachineSetup.File... files) {
        return new MachineSetup(Optional.empty(), List.of(files), null, null, null, null, null, false, false);
    }

    private static MachineSetup.File from(String path, Optional<String> config, Optional<String> secret) {
        return new MachineSetup.File(path, Optional.empty(), config, secret, Optional.empty(), 0600);
    }

    @Test
    void what_is_secret_is_handed_over_and_not_in_user_data() {
        var bootstraps = bootstraps("settings", new ConfigSpec(Map.of("app.conf", "a=b")), "keys", vault.seal(new SecretSpec(Map.of("app.key", PLANTED))),
            "login", vault.seal(new SecretSpec(Map.of("registry", "registry.example.org", "user", "ci", "password", PLANTED))));
        var setup = new MachineSetup(Optional.of(MachineSetup.Format.IGNITION), List.of(from("/etc/app.conf", Optional.of("settings"), null), from("/etc/app.key", null, Optional.of("keys"))),
            null, null, null, Map.of("mtu", "1400"), List.of("login"), false, false);
        var machine = machine(setup);
        var bootstrap = bootstraps.of(machine, ENROLMENT);
        assertThat(bootstraps.format(machine)).isEqualTo(Format.IGNITION);
        assertThat(bootstrap.files()).containsExactly(new BootFile("/etc/app.conf", 0600, "a=b"));
        assertThat(bootstrap.engine().options()).containsEntry("mtu", "1400").containsKey("log-opts");
        assertThat(bootstraps.handover(machine)).extracting(BootFile::path).containsExactly("/etc/app.key", "/root/.docker/config.json");
        assertThat(bootstraps.handover(machine).getFirst().text()).isEqualTo(PLANTED);
        for (var format : Format.values()) {
            assertThat(bootstrap.userData(format, 64 << 10)).doesNotContain(PLANTED).doesNotContain("app.key");
        }
    }

    @Test
    void what_is_not_there_is_named() {
        var bootstraps = bootstraps("settings", new ConfigSpec(Map.of()), "login", vault.seal(new SecretSpec(Map.of("user", "ci"))));
        assertThatThrownBy(() -> bootstraps.of(machine(files(from("/etc/a", Optional.of("missing"), null))), ENROLMENT)).isInstanceOf(InvalidValue.class).hasMessageContaining("config/missing");
        assertThatThrownBy(() -> bootstraps.of(machine(files(from("/etc/a", Optional.of("settings"), null))), ENROLMENT)).hasMessageContaining("entry a of config settings");
        assertThatThrownBy(() -> bootstraps.handover(machine(files(from("/etc/a", null, Optional.of("missing")))))).hasMessageContaining("secret/missing");
        var login = new MachineSetup(Optional.empty(), null, null, null, null, null, List.of("login"), false, false);
        assertThatThrownBy(() -> bootstraps.handover(machine(login))).hasMessageContaining("lacks the entry registry");
    }

    @Test
    void the_machines_own_firewall_follows_those_around_it() {
        var web = new FirewallRule(null, null, Optional.of(80), Optional.of(81), List.of("0.0.0.0/0"), null, null);
        var peers = new FirewallRule(null, FirewallRule.Protocol.ANY, null, null, null, List.of("edge"), null);
        var out = new FirewallRule(FirewallRule.Direction.OUT, null, Optional.of(25), null, List.of("0.0.0.0/0"), null, null);
        var bootstraps = bootstraps("inside", new CloudNetworkSpec("here", "10.1.0.0/16", null, null, null, null, false, null, false, null),
            "edge", new FirewallSpec("here", List.of(web, peers, out)));
        var setup = new MachineSetup(Optional.empty(), null, null, null, null, null, null, true, true);
        var machine = machine(setup, "edge");
        store.commit(List.of(new Write.Put(machine, Write.Expected.ABSENT), new Write.PutStatus(machine.key(), new MachineStatus(1, null, null, "ready", "", List.of("10.1.0.5"), null, null, null, null),
            Write.Expected.PRESENT)), Optional.empty());
        mirror.close();
        mirror = WatchedMirror.of(store);
        Bootstrap bootstrap = new MachineBootstraps(mirror, vault).of(machine, ENROLMENT);
        assertThat(bootstrap.follows()).isTrue();
        assertThat(bootstraps.handover(machine)).extracting(BootFile::path).containsExactly("/opt/plimsoll/follow");
        assertThat(bootstrap.exporter()).isPresent();
        assertThat(bootstrap.firewall().orElseThrow().rules()).contains(
            new HostFirewall.Rule(HostFirewall.Protocol.TCP, 2376, 2376, List.of()),
            new HostFirewall.Rule(HostFirewall.Protocol.UDP, 4789, 4789, List.of("10.1.0.0/16")),
            new HostFirewall.Rule(HostFirewall.Protocol.TCP, 80, 81, List.of("0.0.0.0/0")),
            new HostFirewall.Rule(HostFirewall.Protocol.ANY, 0, 0, List.of("10.1.0.5/32"))).noneMatch(rule -> rule.first() == 25);
    }

    @Test
    void the_room_for_user_data_is_the_clouds() {
        assertThat(bootstraps("here", RegionSpec.of(CloudType.OPENSTACK)).room(machine(MachineSetup.NOTHING))).isEqualTo(48 << 10);
        assertThat(new MachineBootstraps(WatchedMirror.of(new MemoryStore(Clock.systemUTC(), () -> "uid")), vault).room(machine(MachineSetup.NOTHING))).isEqualTo(16 << 10);
    }

    @Test
    void only_addresses_become_names_of_a_certificate() {
        var machine = machine(MachineSetup.NOTHING);
        bootstraps("worker-1", machine.spec());
        store.commit(List.of(new Write.PutStatus(machine.key(), new MachineStatus(1, null, null, "ready", "", List.of("10.1.0.5", "victim.example.org", "10.1"),
            List.of("10.1.0.5", "2001:db8::5", ""), null, null, null), Write.Expected.PRESENT)), Optional.empty());
        mirror.close();
        mirror = WatchedMirror.of(store);
        assertThat(new DeclaredMachines(mirror, vault).addresses(machine.key())).containsExactly("10.1.0.5", "2001:db8::5");
    }

    @Test
    void where_machines_reach_the_control_plane() {
        assertThat(MachineAddress.parse("127.0.0.1:7443", Optional.empty()).url(new java.net.InetSocketAddress("127.0.0.1", 7443))).isEqualTo("https://127.0.0.1:7443");
        assertThat(MachineAddress.parse("[::1]:0", Optional.empty()).url(new java.net.InetSocketAddress("::1", 4711))).isEqualTo("https://[0:0:0:0:0:0:0:1]:4711");
        var behind = MachineAddress.parse("0.0.0.0:7443", Optional.of("https://control.example.org:443"));
        assertThat(behind.url(behind.listen())).isEqualTo("https://control.example.org:443");
        assertThat(behind.names()).containsExactly("0.0.0.0", "control.example.org");
        for (var wrong : List.of("10.0.0.1", "10.0.0.1:", ":7443", "10.0.0.1:99999", "0.0.0.0:7443")) {
            assertThatThrownBy(() -> MachineAddress.parse(wrong, Optional.empty())).as(wrong).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--machines");
        }
        assertThatThrownBy(() -> MachineAddress.parse("10.0.0.1:7443", Optional.of("http://10.0.0.1"))).hasMessageContaining("--machines-reach");
    }
}

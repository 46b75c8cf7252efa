package dev.plimsoll.clouds.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.clouds.local.SshHosts;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.machine.GivenHost;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudContract;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.CloudSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The static cloud keeps every cloud's promises, with the SSH servers of three containers; and what only it promises.
@Tag("docker")
class GivenCloudTest extends CloudContract {
    private static final String NAME = "plimsoll-test-given-" + ProcessHandle.current().pid();
    private static final Keys KEYS = Keys.fresh();
    private static final String STRANGE = "SHA256:" + "A".repeat(43);

    private static Wire wire;
    private static SshHosts hosts;
    private static Login login;
    private static List<GivenHost> given;
    private static GivenCloud cloud;

    @BeforeAll
    static void open_hosts() {
        login = Login.of(new SecretText(KEYS.secret()), Optional.empty());
        wire = new Wire(DockerAddress.of("unix:///var/run/docker.sock"));
        hosts = SshHosts.open(wire, NAME, "10.231.17", KEYS.line());
        // One of them is not logged in to as root.
        given = IntStream.range(0, 3).mapToObj(i -> host(i, i == 1 ? "ops" : "root", Optional.of(fingerprint(i)))).toList();
        cloud = new GivenCloud(new Hosts(given, login));
    }

    @AfterAll
    static void close_hosts() {
        cloud.close();
        hosts.close();
        wire.close();
    }

    private static GivenHost host(int number, String user, Optional<String> key) {
        return new GivenHost("host-" + number, hosts.address(number), 22, user, key, Optional.empty());
    }

    /// As a person on the host sees it.
    private static String fingerprint(int host) {
        var end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            var said = hosts.said(host, "pgrep -x sshd >/dev/null && ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
            if (said.contains("SHA256:") || System.nanoTime() > end) {
                return said.split(" ")[1];
            }
        }
    }

    @Override
    protected CloudSubject open() {
        return new GivenSubject(cloud, hosts);
    }

    @Test
    void a_host_that_shows_another_key_is_not_believed() {
        try (var careful = new GivenCloud(new Hosts(List.of(host(0, "root", Optional.of(STRANGE))), login)); var unpinned = new GivenCloud(new Hosts(List.of(host(0, "root", Optional.empty())), login))) {
            assertThat(refused(CloudFailure.Rejected.class, "HostKeyChanged", () -> careful.list(plane(), CloudKind.MACHINE)).getMessage()).contains(STRANGE).contains(fingerprint(0));
            assertThat(refused(CloudFailure.Rejected.class, "HostKeyUnknown", unpinned::facts).getMessage()).contains(fingerprint(0)).contains("hostKey");
            refused(CloudFailure.Rejected.class, "HostKeyChanged", () -> careful.create(machine("web-1")));
        }
        assertThat(hosts.said(0, "ls -d /etc/plimsoll 2>&1")).contains("No such file");
    }

    @Test
    void who_is_not_let_in_hears_it() {
        var stranger = Login.of(new SecretText(Keys.fresh().secret()), Optional.empty());
        try (var outside = new GivenCloud(new Hosts(given, stranger))) {
            assertThat(refused(CloudFailure.Rejected.class, "LoginRefused", outside::facts).getMessage()).contains("authorized_keys").contains("host-0");
        }
    }

    @Test
    void it_tells_what_became_of_each_host() {
        var id = cloud().create(machine("web-1"));
        eventually(CloudKind.MACHINE, id, "ready", o -> o.phase().equals(CloudPhase.READY));

        var facts = cloud().facts();

        assertThat(facts.details().get("host host-0")).contains("machine/web-1").contains("Debian");
        assertThat(facts.details().get("host host-1")).startsWith("free; Debian");
        assertThat(facts.quotas()).singleElement().satisfies(quota -> assertThat(quota.used()).isEqualTo(1));
    }

    @Test
    void its_setup_runs_and_what_it_wrote_is_shown() {
        var machine = madeMachine(machine("web-1"));

        assertThat(hosts.said(0, "cat /etc/plimsoll/done")).isEqualTo("done\n");
        assertThat(hosts.said(0, "ls /etc/plimsoll/set-up 2>&1")).contains("No such file");
        assertThat(cloud().console(CloudRef.to(machine), 5)).containsExactly("set up");
        assertThat(machine.addresses()).containsExactly(hosts.address(0));
    }

    @Test
    void a_setup_that_fails_is_told_with_its_last_line() {
        var usual = machine("web-1");
        var id = cloud().create(new CloudPart.Machine(usual.name(), usual.stamp(), Optional.empty(), "", "", List.of(), List.of(), List.of(),
            new SecretText("#!/bin/sh\necho 'this machine lacks: dockerd'\nexit 69\n"), Map.of()));

        var failed = eventually(CloudKind.MACHINE, id, "failed", o -> o.phase() instanceof CloudPhase.Failed);

        assertThat(((CloudPhase.Failed) failed.phase()).reason()).contains("69").contains("lacks: dockerd");
        gone(CloudRef.to(failed));
    }

    @Test
    void a_setup_under_way_is_stopped_by_the_removal() {
        var usual = machine("web-1");
        var id = cloud().create(new CloudPart.Machine(usual.name(), usual.stamp(), Optional.of("host-2"), "", "", List.of(), List.of(), List.of(),
            new SecretText("#!/bin/sh\nexec sleep 86399\n"), Map.of()));
        eventually(CloudKind.MACHINE, id, "being set up", o -> o.phase() instanceof CloudPhase.Pending);

        gone(new CloudRef(CloudKind.MACHINE, id));

        assertThat(hosts.said(2, "pgrep -f 'sleep 86399'; ls /etc/plimsoll /var/log/plimsoll* 2>&1")).doesNotContain("\n86399").contains("No such file");
    }

    @Test
    void hosts_run_out_politely_and_a_named_one_is_taken() {
        var third = machine("web-3");
        var named = new CloudPart.Machine(third.name(), third.stamp(), Optional.of("host-2"), "", "", List.of(), List.of(), List.of(), new SecretText(""), Map.of());
        assertThat(cloud().create(named)).startsWith("host-2:");
        cloud().create(machine("web-1"));
        cloud().create(machine("web-2"));

        assertThat(refused(CloudFailure.NoCapacity.class, "NoHost", () -> cloud().create(machine("web-4"))).getMessage()).contains("machine/web-3").contains("host-0");
        refused(CloudFailure.Absent.class, "ZoneNotFound", () -> cloud().create(new CloudPart.Machine("web-5", stamp(Kind.MACHINE, "web-5"), Optional.of("rack-9"), "", "", List.of(), List.of(),
            List.of(), new SecretText(""), Map.of())));
    }

    /// A machine on a host that does not answer is not gone, and who has never seen the host does not guess.
    @Test
    void a_host_that_does_not_answer_keeps_its_machine() {
        var machine = madeMachine(machine("web-1"));
        hosts.deafen(0);
        try (var newcomer = new GivenCloud(new Hosts(given, login))) {
            assertThat(listed(CloudKind.MACHINE)).singleElement().satisfies(o -> {
                assertThat(o.id()).isEqualTo(machine.id());
                assertThat(o.phase()).isInstanceOf(CloudPhase.Pending.class);
            });
            assertThat(cloud().create(machine("web-2"))).startsWith("host-1:");
            assertThatThrownBy(() -> newcomer.list(plane(), CloudKind.MACHINE)).isInstanceOf(CloudFailure.Unreachable.class).hasMessageContaining("host-0");
        } finally {
            hosts.hear(0);
        }
        eventually(CloudKind.MACHINE, machine.id(), "ready again", o -> o.phase().equals(CloudPhase.READY));
        assertThat(listed(CloudKind.MACHINE)).extracting(CloudObject::name).containsExactlyInAnyOrder("host-0", "host-1");
    }

    @Test
    void a_folder_without_a_stamp_is_somebodys() {
        hosts.said(0, "mkdir /etc/plimsoll; touch /etc/plimsoll/machine.conf");
        try {
            assertThat(cloud().create(machine("web-1"))).startsWith("host-1:");
            assertThat(cloud().facts().details().get("host host-0")).contains("without a stamp");
        } finally {
            hosts.said(0, "rm -rf /etc/plimsoll");
        }
    }
}

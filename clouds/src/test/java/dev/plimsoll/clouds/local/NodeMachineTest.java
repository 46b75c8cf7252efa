package dev.plimsoll.clouds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Frames;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A machine from the node image is a machine: it carries out its user data, lets in whom it should, runs an engine, and all that is still so after a reboot. Makes the node image when
/// this engine has none yet, which takes minutes, once.
@Tag("docker")
@Tag("slow")
class NodeMachineTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn ops";
    private static final String USER_DATA = """
        #cloud-config
        write_files:
          - {path: /etc/told, content: "by user data", permissions: "0600"}
        """;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String plane = "plimsoll-test-" + ProcessHandle.current().pid();
    private final Wire wire = new Wire(DockerAddress.of("unix:///var/run/docker.sock"));
    private LocalCloud cloud;
    private String machine = "";

    @BeforeEach
    void makeTheImage() {
        var node = new NodeImage(wire);
        node.make(line -> System.out.println("node image: " + line));
        cloud = new LocalCloud(wire, new MachineImages(wire, node), new Privileges());
    }

    @AfterEach
    void removeTheMachine() {
        cloud.list(plane, CloudKind.MACHINE).forEach(object -> cloud.remove(plane, CloudRef.to(object)));
        assertThat(cloud.list(plane, CloudKind.MACHINE)).isEmpty();
        cloud.close();
    }

    @Test
    void a_node_does_as_it_is_told_and_runs_an_engine_whatever_happens_to_its_power() {
        var stamp = new CloudStamp(plane, new Key(Kind.MACHINE, "default", "web-1"), "uid", "hash", "operation-" + plane);
        machine = cloud.create(new CloudPart.Machine("web-1", stamp, Optional.empty(), "", "", List.of(), List.of(), List.of(new CloudPart.Login("ops", KEY)), new SecretText(USER_DATA),
            Map.of()));

        eventually("its engine answers", "docker info --format {{.Name}}/{{.Driver}}", "web-1/overlay2\n");
        assertThat(said("cat /etc/told")).isEqualTo("by user data");
        assertThat(said("cat /home/debian/.ssh/authorized_keys")).contains(KEY);
        assertThat(said("pgrep -x sshd")).isNotBlank();
        assertThat(wire.ask(Call.get("inspect", Route.to("/containers/{}/json", machine))).body()).asString().doesNotContain("by user data");
        said("docker volume create kept");

        cloud.power(plane, new CloudRef(CloudKind.MACHINE, machine), Power.OFF);
        assertThat(cloud.list(plane, CloudKind.MACHINE)).extracting(o -> o.phase()).containsExactly(CloudPhase.STOPPED);
        cloud.power(plane, new CloudRef(CloudKind.MACHINE, machine), Power.ON);

        eventually("its engine has what it had", "docker volume ls -q", "kept\n");
        assertThat(cloud.console(new CloudRef(CloudKind.MACHINE, machine), 200)).contains("machine: stopping", "machine: started");
    }

    private void eventually(String fact, String script, String wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!said(script).equals(wanted)) {
            if (System.nanoTime() > end) {
                fail("never so: " + fact + "\n" + said(script) + said("cat /var/log/docker.log /var/log/cloud-init.log | tail -n 40")
                    + String.join("\n", cloud.console(new CloudRef(CloudKind.MACHINE, machine), 50)));
            }
        }
    }

    /// Output of a command in the machine.
    private String said(String script) {
        var prepared = wire.ask(Call.post("prepare " + script, Route.to("/containers/{}/exec", machine)).json(
            Map.of("Cmd", List.of("sh", "-c", script), "AttachStdout", true, "AttachStderr", true))).json().path("Id").asText();
        var output = new ByteArrayOutputStream();
        wire.read(Call.post(script, Route.to("/exec/{}/start", prepared)).json(Map.of("Detach", false)), incoming -> {
            Frames.read(incoming.body(), (_, piece) -> output.writeBytes(piece));
            return true;
        });
        return output.toString(StandardCharsets.UTF_8);
    }
}

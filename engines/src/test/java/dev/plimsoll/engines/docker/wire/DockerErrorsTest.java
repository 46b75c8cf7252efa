package dev.plimsoll.engines.docker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts of real engines and what callers may rely on.
class DockerErrorsTest {
    @Test
    void aVolumeOfAnotherDriverIsToldFromAContainerOfThatName() {
        assertThat(DockerErrors.ofAnotherDriver(new Reply(409, Json.bytes(Json.object().put("message",
            "create shop-data: driver 'local' already has volume 'shop-data': volume name must be unique"))))).isTrue();
        assertThat(DockerErrors.ofAnotherDriver(new Reply(409, Json.bytes(Json.object().put("message",
            "Conflict. The container name \"/shop-db-1\" is already in use by container \"1f\". You have to remove (or rename) that container to be able to reuse that name."))))).isFalse();
    }

    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        500 | driver failed programming external connectivity on endpoint web (1f): Bind for 127.0.0.1:80 failed: port is already allocated | PortTaken | NoCapacity
        500 | driver failed programming external connectivity on endpoint web: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use | PortTaken | NoCapacity
        500 | failed to set up container networking: driver failed: failed to bind host port for 0.0.0.0:80:172.17.0.2:80/tcp: address already in use | PortTaken | NoCapacity
        403 | Address already in use | AddressTaken | NoCapacity
        500 | could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network | AddressesUsedUp | NoCapacity
        500 | no available IPv4 addresses on this network's address pools: web (af) | AddressesUsedUp | NoCapacity
        500 | mkdir /var/lib/docker/overlay2/x: no space left on device | DiskFull | NoCapacity
        500 | OCI runtime create failed: write /x: no space left on device: unknown | DiskFull | NoCapacity
        404 | No such image: sha256:0000 | ImageNotFound | Absent
        404 | network p1-nowhere not found | NetworkNotFound | Absent
        404 | No such container: 0000 | InstanceNotFound | Absent
        404 | get x: no such volume | VolumeNotFound | Absent
        404 | page not found | NotFound | Absent
        403 | error while removing network: network p1 id 12 has active endpoints | InUse | Rejected
        409 | remove x: volume is in use - [abc] | InUse | Rejected
        409 | Container abc is not running | NotRunning | Rejected
        400 | failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "x": executable file not found in $PATH: unknown | CannotStart | Rejected
        400 | OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/x": permission denied: unknown | CannotStart | Rejected
        403 | Pool overlaps with other one on this address space | SubnetTaken | Rejected
        400 | invalid mount config for type "bind": bind source path does not exist: /nowhere | EngineRefused | Rejected
        500 | logger: no log driver named 'x' is registered | EngineRefused | Rejected
        400 | Minimum memory limit allowed is 6MB | EngineRefused | Rejected
        409 | something unheard of | Conflict | Rejected
        500 | something unheard of | EngineError | Broken
        503 | shutting down | EngineUnreachable | Unreachable
        """)
    void textsBecomeFailures(int status, String text, String code, String type) {
        var failure = DockerErrors.of("start web", status, text);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.getMessage()).startsWith("cannot start web: ");
    }

    @Test
    void theSentenceKeepsWhatAPersonNeeds() {
        assertThat(DockerErrors.of("start web", 400, "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container "
            + "process: exec: \"x\": executable file not found in $PATH: unknown")).hasMessage("cannot start web: exec: \"x\": executable file not found in $PATH");
        assertThat(DockerErrors.of("start web", 500, "")).hasMessage("cannot start web: the engine answered 500");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
        pull access denied for nobody, repository does not exist or may require 'docker login': denied: requested access | ImageNotFound | Absent
        manifest for busybox:9 not found: manifest unknown: manifest unknown | ImageNotFound | Absent
        unauthorized: authentication required | ImageNotFound | Absent
        Head "http://r.example/v2/nobody/manifests/1": no basic auth credentials | ImageNotFound | Absent
        no matching manifest for linux/arm64/v8 in the manifest list entries | ImageNotFound | Absent
        Get "https://r.example/v2/": dial tcp: lookup r.example: no such host | RegistryUnreachable | Unreachable
        Get "https://r.example/v2/": net/http: request canceled while waiting for connection | RegistryUnreachable | Unreachable
        Get "https://r.example/v2/": dial tcp 10.0.0.1:443: connect: connection refused | RegistryUnreachable | Unreachable
        received unexpected HTTP status: 502 Bad Gateway | RegistryUnreachable | Unreachable
        toomanyrequests: You have reached your pull rate limit | RegistryThrottled | NoCapacity
        write /var/lib/docker/tmp/x: no space left on device | DiskFull | NoCapacity
        """)
    void registriesTextsBecomeFailures(String text, String code, String type) {
        var failure = DockerErrors.pulling("r.example/nobody:1", "r.example", text);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining("r.example/nobody:1").hasMessageContaining(text);
    }

    @Test
    void noAnswerNamesTheAddressAndWhatToCheck() {
        var address = DockerAddress.of("unix:///nowhere.sock");

        assertThat(DockerErrors.unreachable("list containers", address, new RuntimeException(new SocketException("No such file or directory"))))
            .hasMessage("cannot list containers: no Docker Engine answers at unix:///nowhere.sock (No such file or directory); is it running?");
        assertThat(DockerErrors.unreachable("list containers", address, new IOException("Permission denied"))).hasMessageContaining("may this user use the socket?");
        var known = new EngineFailure.Absent("NotFound", "x", null);
        assertThat(DockerErrors.unreachable("list containers", address, known)).isSameAs(known);
    }

    @Test
    void onlyDeadConnectionsAreTriedAgain() {
        assertThat(DockerErrors.deadConnection(new RuntimeException(new SocketException("Broken pipe")))).isTrue();
        assertThat(DockerErrors.deadConnection(new RuntimeException(new ConnectException("Connection refused")))).isFalse();
        assertThat(DockerErrors.deadConnection(new RuntimeException(new SocketException("No such file or directory")))).isFalse();
        assertThat(DockerErrors.deadConnection(new IllegalArgumentException("a fault of ours"))).isFalse();
    }
}

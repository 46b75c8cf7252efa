package dev.plimsoll.clouds.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.CloudContract;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.CloudSubject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The local cloud keeps every cloud's promises, on this machine's Docker Engine.
@Tag("docker")
class LocalCloudTest extends CloudContract {
    private static Wire wire;
    private static LocalCloud cloud;

    @BeforeAll
    static void connect() {
        wire = new Wire(DockerAddress.of("unix:///var/run/docker.sock"));
        TinyMachine.on(wire);
        cloud = new LocalCloud(wire, new MachineImages(wire, new NodeImage(wire)), new Privileges());
    }

    @AfterAll
    static void disconnect() {
        cloud.close();
    }

    @Override
    protected CloudSubject open() {
        return new LocalSubject(cloud, wire);
    }

    @Test
    void aNetworkThatOverlapsSaysWithWhichOneAndComesWhenThatIsGone() {
        var first = made(network("first"));
        var whole = new CloudPart.Network("second", stamp(Kind.NETWORK, "second"), "10.231.4.0/22", Optional.empty(), Optional.empty(), true, Optional.empty(), List.of());

        assertThat(refused(CloudFailure.Rejected.class, CloudFailure.NETWORK_OVERLAPS, () -> cloud().create(whole)).getMessage()).contains("10.231.4.0/22").contains("network/first").contains(subject().cidr());

        gone(CloudRef.to(first));
        assertThat(made(whole).name()).contains("second");
    }
}

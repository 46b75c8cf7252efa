package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.cloud.CloudContract;
import dev.plimsoll.ports.cloud.CloudSubject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

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
}

package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Opens local clouds. A region's endpoint is the engine's address; without one it is the engine that the control plane itself uses.
public final class LocalClouds implements Clouds {
    private final DockerAddress usual;
    private final Map<DockerAddress, Host> hosts = new ConcurrentHashMap<>();

    public LocalClouds(DockerAddress usual) {
        this.usual = usual;
    }

    @Override
    public Cloud open(Access access) {
        var spec = access.spec();
        var region = access.region().shortForm();
        if (spec.cloud() != CloudType.LOCAL) {
            throw EngineWords.notSupported(region + ": this opens local clouds only");
        }
        refuse(region, "options", spec.options().isEmpty() ? "" : String.join(", ", spec.options().keySet()));
        refuse(region, "credentials", access.credentials().isEmpty() ? "" : String.join(", ", access.credentials().keySet()));
        refuse(region, "zones", String.join(", ", spec.zones()));
        var address = spec.endpoint().map(endpoint -> address(region, endpoint)).orElse(usual);
        var host = hosts.computeIfAbsent(address, Host::of);
        var wire = new Wire(address);
        return new LocalCloud(wire, new MachineImages(wire, host.image()), host.privileges());
    }

    /// Makes the node image on an engine, unless it is there. Who wants a machine meanwhile waits for the same making.
    ///
    /// @return its name
    /// @throws dev.plimsoll.ports.EngineFailure when it cannot be made
    public String makeNodeImage(DockerAddress engine, Consumer<String> progress) {
        hosts.computeIfAbsent(engine, Host::of).image().make(progress);
        return NodeRecipe.image();
    }

    private static void refuse(String region, String what, String given) {
        if (!given.isEmpty()) {
            throw new CloudFailure.Rejected("InvalidRegion", region + ": a local region takes no " + what + ", and these were given: " + given, null);
        }
    }

    private static DockerAddress address(String region, String endpoint) {
        try {
            return DockerAddress.of(endpoint);
        } catch (IllegalArgumentException wrong) {
            throw new CloudFailure.Rejected("InvalidRegion", region + ": " + wrong.getMessage(), wrong);
        }
    }

    /// What regions of one engine share. The wire is for making the node image, which outlasts regions.
    private record Host(NodeImage image, Privileges privileges) {
        static Host of(DockerAddress address) {
            return new Host(new NodeImage(new Wire(address)), new Privileges());
        }
    }
}

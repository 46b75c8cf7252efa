package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A Docker Engine as a cloud. Its listings never lag.
final class LocalCloud implements Cloud {
    private static final Set<CloudAbility> ABILITIES = Set.of(CloudAbility.MACHINES, CloudAbility.NETWORKS, CloudAbility.KEYS, CloudAbility.FIXED_ADDRESSES, CloudAbility.POWER,
        CloudAbility.REBOOT, CloudAbility.CONSOLE);

    private final Wire wire;
    private final MachineImages images;
    private final Machines machines;
    private final Networks networks;
    private final Keys keys;

    LocalCloud(Wire wire, MachineImages images, Privileges privileges) {
        this.wire = wire;
        this.images = images;
        networks = new Networks(wire);
        machines = new Machines(wire, networks, images, privileges);
        keys = new Keys(wire);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public CloudFacts facts() {
        return EngineWords.asked(() -> {
            var info = wire.ask(Call.get("ask the engine what it is", Route.to("/info"))).json();
            var version = "Docker Engine " + info.path("ServerVersion").asText() + " (" + info.path("OSType").asText() + "/" + info.path("Architecture").asText() + ")";
            return new CloudFacts(version, wire.address().toString(), ABILITIES, List.of(), flavors().offered(), images.names(), List.of(), Duration.ZERO,
                Map.of("host", info.path("Name").asText(), "kernel", info.path("KernelVersion").asText(), "storage", info.path("Driver").asText()));
        });
    }

    @Override
    public List<CloudObject> list(String plane, CloudKind kind) {
        return EngineWords.asked(() -> switch (kind) {
            case MACHINE -> machines.list(plane);
            case NETWORK -> networks.list(plane);
            case KEY -> keys.list(plane);
            case FIREWALL, FLOATING_IP -> List.of();
        });
    }

    @Override
    public String create(CloudPart part) {
        return EngineWords.asked(() -> switch (part) {
            case CloudPart.Machine machine -> machines.create(machine, flavors());
            case CloudPart.Network network -> networks.create(network);
            case CloudPart.PublicKey key -> keys.create(key);
            case CloudPart.Firewall _, CloudPart.FloatingIp _ -> throw lacking(part.kind());
        });
    }

    @Override
    public void change(String id, CloudPart part) {
        EngineWords.asked(() -> {
            switch (part) {
                case CloudPart.Machine machine -> machines.change(id, machine);
                case CloudPart.Network network -> networks.change(id, network);
                case CloudPart.PublicKey key -> keys.change(id, key);
                case CloudPart.Firewall _, CloudPart.FloatingIp _ -> throw lacking(part.kind());
            }
            return true;
        });
    }

    @Override
    public void remove(String plane, CloudRef ref) {
        EngineWords.asked(() -> {
            switch (ref.kind()) {
                case MACHINE -> machines.remove(plane, ref);
                case NETWORK -> networks.remove(plane, ref);
                case KEY -> keys.remove(plane, ref);
                // There never are any, and absent is success.
                case FIREWALL, FLOATING_IP -> { }
            }
            return true;
        });
    }

    @Override
    public void power(String plane, CloudRef machine, Power power) {
        EngineWords.asked(() -> {
            machines.power(plane, machine, power);
            return true;
        });
    }

    @Override
    public List<String> console(CloudRef machine, int lines) {
        return EngineWords.asked(() -> machines.console(machine, lines));
    }

    @Override
    public void close() {
        wire.close();
    }

    private LocalFlavors flavors() {
        var info = wire.ask(Call.get("ask the engine for its size", Route.to("/info"))).json();
        return new LocalFlavors(info.path("NCPU").asInt(), info.path("MemTotal").asLong());
    }

    private static RuntimeException lacking(CloudKind kind) {
        return EngineWords.notSupported("a local region has no " + kind.word() + "s: machines are reached at their own addresses, and the machine's own firewall is declared in its setup");
    }
}

package dev.plimsoll.clouds.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Machines of the local cloud: containers, made, given their seed, and started.
final class Machines {
    /// How long a machine's system gets to stop before its power is cut.
    private static final int SECONDS_TO_STOP = 10;
    private static final int NOT_MODIFIED = 304;
    private static final int CONFLICT = 409;

    private final Wire wire;
    private final Networks networks;
    private final MachineImages images;
    private final Privileges privileges;
    /// From choosing an address to the container that holds it, so that no two machines choose the same one.
    private final ReentrantLock placing = new ReentrantLock();

    Machines(Wire wire, Networks networks, MachineImages images, Privileges privileges) {
        this.wire = wire;
        this.networks = networks;
        this.images = images;
        this.privileges = privileges;
    }

    List<CloudObject> list(String plane) {
        var seen = new ArrayList<CloudObject>();
        listed(plane).forEach(container -> Marks.of(container).ifPresent(stamp -> seen.add(SeenMachine.of(container, stamp))));
        return seen;
    }

    String create(CloudPart.Machine part, LocalFlavors flavors) {
        for (var container : listed(part.stamp().plane())) {
            if (Marks.of(container).equals(Optional.of(part.stamp()))) {
                var id = container.path("Id").asText();
                if (container.path("State").asText().equals("created")) {
                    begin(id, part);
                }
                return id;
            }
        }
        refuseWhatCannotBe(part);
        var flavor = part.flavor().isEmpty() ? Optional.<Flavor>empty() : Optional.of(flavors.named(part.flavor()));
        var image = images.named(part.image());
        var asked = privileges.fields();
        try {
            return made(part, image, flavor, asked);
        } catch (EngineFailure failure) {
            if (privileges.lessAfter(failure, asked)) {
                return made(part, image, flavor, privileges.fields());
            }
            throw failure;
        }
    }

    void change(String id, CloudPart.Machine part) {
        var ref = new CloudRef(CloudKind.MACHINE, id);
        Marks.requireStamp(part.stamp(), ref, config(ref));
        refuseWhatCannotBe(part);
    }

    /// With its volume. One that the engine is removing already is on its way.
    void remove(String plane, CloudRef ref) {
        find(ref.id()).ifPresent(container -> {
            Marks.requireOurs(plane, ref, container.path("Config"));
            delete(ref.id());
        });
    }

    void power(String plane, CloudRef ref, Power power) {
        Marks.requireOurs(plane, ref, config(ref));
        var route = switch (power) {
            case ON -> Route.to("/containers/{}/start", ref.id());
            case OFF -> Route.to("/containers/{}/stop", ref.id()).with("t", SECONDS_TO_STOP);
            case REBOOT -> Route.to("/containers/{}/restart", ref.id()).with("t", SECONDS_TO_STOP);
        };
        var call = Call.post("power " + ref + " " + power.name().toLowerCase(Locale.ROOT), route);
        var reply = wire.call(call);
        if (!reply.ok() && reply.status() != NOT_MODIFIED) {
            throw DockerErrors.of(call.doing(), reply);
        }
    }

    List<String> console(CloudRef ref, int lines) {
        find(ref.id()).orElseThrow(() -> EngineWords.absent(ref));
        var route = Route.to("/containers/{}/logs", ref.id()).with("stdout", 1).with("stderr", 1).with("tail", lines);
        var text = new String(wire.ask(Call.get("read the console of " + ref, route)).body(), StandardCharsets.UTF_8);
        var written = text.isEmpty() ? List.<String>of() : List.of(text.split("\r?\n"));
        return written.subList(Math.max(0, written.size() - lines), written.size());
    }

    private String made(CloudPart.Machine part, String image, Optional<Flavor> flavor, Map<String, Object> asked) {
        String id;
        placing.lock();
        try {
            var place = part.networks().stream().findFirst().map(networks::place);
            var document = new MachineDocument(part, image, flavor, place).json(asked);
            var route = Route.to("/containers/create").with("name", Marks.uniqueName(part));
            id = wire.ask(Call.post("make machine " + part.name(), route).json(document)).json().path("Id").asText();
        } finally {
            placing.unlock();
        }
        begin(id, part);
        return id;
    }

    /// What the engine refuses to start is removed: nobody would ever start it. What it did not answer about may be running.
    private void begin(String id, CloudPart.Machine part) {
        try {
            connect(id, part);
            if (Seed.needed(part)) {
                var route = Route.to("/containers/{}/archive", id).with("path", "/");
                wire.ask(Call.put("hand machine " + part.name() + " its seed", route).body(new Call.Body.Whole(Archive.TYPE, Seed.of(part))));
            }
            wire.ask(Call.post("start machine " + part.name(), Route.to("/containers/{}/start", id)));
        } catch (EngineFailure.Unreachable open) {
            throw open;
        } catch (EngineFailure | CloudFailure refused) {
            delete(id);
            throw refused;
        }
    }

    /// With the networks of its further interfaces: engines before 25 take one when a container is made.
    private void connect(String id, CloudPart.Machine part) {
        for (var wanted : part.networks().stream().skip(1).toList()) {
            placing.lock();
            try {
                var ends = find(id).orElseThrow(() -> EngineWords.absent(new CloudRef(CloudKind.MACHINE, id))).path("NetworkSettings").path("Networks");
                if (ends.findValuesAsText("NetworkID").contains(wanted.network())) {
                    continue;
                }
                var place = networks.place(wanted);
                var end = Map.of("Container", id, "EndpointConfig", MachineDocument.end(place));
                wire.ask(Call.post("connect machine " + part.name() + " with " + place.name(), Route.to("/networks/{}/connect", place.network())).json(end));
            } finally {
                placing.unlock();
            }
        }
    }

    private void delete(String id) {
        var call = Call.delete("remove machine " + id, Route.to("/containers/{}", id).with("force", 1).with("v", 1));
        var reply = wire.call(call);
        if (!reply.ok() && reply.status() != 404 && reply.status() != CONFLICT) {
            throw DockerErrors.of(call.doing(), reply);
        }
    }

    private static void refuseWhatCannotBe(CloudPart.Machine part) {
        if (part.zone().isPresent()) {
            throw new CloudFailure.Absent("ZoneNotFound", "a local region has no zones, so there is no zone " + part.zone().get(), null);
        }
        if (!part.firewalls().isEmpty()) {
            throw EngineWords.notSupported("a local region has no firewalls of the cloud's own; declare the machine's own firewall in its setup");
        }
    }

    private JsonNode listed(String plane) {
        return wire.ask(Call.get("list machines", Route.to("/containers/json").with("all", 1).filtered(Marks.filter(plane)))).json();
    }

    private JsonNode config(CloudRef ref) {
        return find(ref.id()).orElseThrow(() -> EngineWords.absent(ref)).path("Config");
    }

    private Optional<JsonNode> find(String id) {
        return wire.find(Call.get("inspect machine " + id, Route.to("/containers/{}/json", id))).map(Reply::json);
    }
}

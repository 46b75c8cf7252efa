package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.NetworkingDocument;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import java.util.Optional;

/// Makes and removes networks and volumes.
final class Networking {
    private final Wire wire;
    private final KnownOwners owners;

    Networking(Wire wire, KnownOwners owners) {
        this.wire = wire;
        this.owners = owners;
    }

    void create(Part.Network part) {
        var doing = "create network " + part.name();
        var reply = wire.call(Call.post(doing, Route.to("/networks/create")).json(NetworkingDocument.of(part)));
        if (reply.ok()) {
            owners.learn(reply.json().path("Id").asText(), part.stamp());
        } else if (reply.status() == 409) {
            var failure = DockerErrors.of(doing, reply);
            var found = network(part.name()).orElseThrow(() -> failure);
            requireOurs(part, found);
            owners.learn(found.path("Id").asText(), part.stamp());
        } else {
            throw DockerErrors.of(doing, reply);
        }
    }

    /// The engine answers success for a volume that is there already, and tells whose it is.
    void create(Part.Volume part) {
        var doing = "create volume " + part.name();
        var reply = wire.call(Call.post(doing, Route.to("/volumes/create")).json(NetworkingDocument.of(part)));
        if (reply.status() == 409) {
            requireOurs(part, volume(part.name()).orElseThrow(() -> DockerErrors.of(doing, reply)));
        } else if (!reply.ok()) {
            throw DockerErrors.of(doing, reply);
        } else {
            requireOurs(part, reply.json());
        }
        owners.learn(part.name(), part.stamp());
    }

    void removeNetwork(String id) {
        gone(Call.delete("remove network " + id, Route.to("/networks/{}", id)));
    }

    /// A volume has no id but its name, so another one may have taken the name since it was listed: asked before it is touched.
    void removeVolume(String name) {
        var found = volume(name);
        if (found.isEmpty()) {
            return;
        }
        if (stamp(found.get()).isEmpty()) {
            throw new EngineFailure.Rejected("NotOurs", "cannot remove volume " + name + ": it carries no stamp of ours", null);
        }
        gone(Call.delete("remove volume " + name, Route.to("/volumes/{}", name)));
    }

    /// A manager may still list a network that its swarm has forgotten, and then says so with any status.
    private void gone(Call call) {
        try {
            wire.find(call);
        } catch (EngineFailure.Absent already) {
            return;
        }
    }

    private Optional<JsonNode> network(String name) {
        return wire.find(Call.get("inspect network " + name, Route.to("/networks/{}", name))).map(Reply::json).filter(n -> n.path("Name").asText().equals(name));
    }

    private Optional<JsonNode> volume(String name) {
        return wire.find(Call.get("inspect volume " + name, Route.to("/volumes/{}", name))).map(Reply::json);
    }

    private static void requireOurs(Part part, JsonNode found) {
        if (!stamp(found).equals(Optional.of(part.stamp()))) {
            throw new EngineFailure.Rejected("NameTaken", "cannot create " + part.name() + ": one of that name is there, and it is not this one", null);
        }
    }

    private static Optional<Stamp> stamp(JsonNode object) {
        return Stamp.of(Json.texts(object.path("Labels")));
    }
}

package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.swarm.words.ServiceDocument;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.ImageName;
import dev.plimsoll.engines.docker.words.RegistryHeader;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import java.util.Optional;

/// Makes, changes and removes services, with the configs and secrets their instances need.
final class SwarmServices {
    /// A Swarm takes a change only of the version it follows; its own orchestrator makes versions, too.
    private static final int TRIES = 5;

    private final Wire wire;
    private final Files files;
    private final Logins logins;
    private final ImageDelivery delivery;
    private final Mesh mesh;

    SwarmServices(Wire wire, Files files, Logins logins, ImageDelivery delivery) {
        this.wire = wire;
        this.files = files;
        this.logins = logins;
        this.delivery = delivery;
        this.mesh = new Mesh(wire);
    }

    void create(Part.Service service) {
        var there = found(service.name());
        if (there.isPresent()) {
            if (!stamp(there.get()).equals(Optional.of(service.stamp()))) {
                throw nameTaken("create", service);
            }
            return;
        }
        var doing = "create service " + service.name();
        var reply = redacted(service, wire.call(authorized(service, Call.post(doing, Route.to("/services/create"))).json(document(service))));
        if (reply.status() == 409) {
            // Another try of ours was quicker, or somebody else.
            if (found(service.name()).flatMap(SwarmServices::stamp).filter(service.stamp()::equals).isEmpty()) {
                throw nameTaken("create", service);
            }
        } else if (!reply.ok()) {
            throw DockerErrors.of(doing, reply);
        }
    }

    void update(Part.Service service) {
        var doing = "update service " + service.name();
        for (int tries = 1; ; tries++) {
            var there = found(service.name()).orElseThrow(() -> new EngineFailure.Absent("ServiceNotFound", "cannot " + doing + ": there is no such service", null));
            if (stamp(there).filter(s -> s.plane().equals(service.stamp().plane()) && s.uid().equals(service.stamp().uid())).isEmpty()) {
                throw nameTaken("update", service);
            }
            if (settled(there)) {
                // What former versions needed; the one that runs now still names its own.
                files.removeUnused(service.stamp());
            }
            var document = document(service);
            // A lower count would count as a change of the tasks, and replace them.
            ((ObjectNode) document.path("TaskTemplate")).set("ForceUpdate", there.path("Spec").path("TaskTemplate").path("ForceUpdate"));
            var route = Route.to("/services/{}/update", there.path("ID").asText()).with("version", there.path("Version").path("Index").asLong());
            var reply = redacted(service, wire.call(authorized(service, Call.post(doing, route)).json(document)));
            if (reply.ok()) {
                return;
            }
            if (!reply.message().contains("out of sequence") || tries == TRIES) {
                throw DockerErrors.of(doing, reply);
            }
        }
    }

    /// Its configs and secrets go with it: nobody else names them.
    void remove(String id) {
        var there = wire.find(Call.get("inspect service " + id, Route.to("/services/{}", id))).map(Reply::json);
        if (there.isEmpty()) {
            return;
        }
        var stamp = stamp(there.get()).orElseThrow(() -> new EngineFailure.Rejected("NotOurs", "cannot remove service " + id + ": it carries no stamp of ours", null));
        wire.find(Call.delete("remove service " + there.get().path("Spec").path("Name").asText(), Route.to("/services/{}", id)));
        files.removeUnused(stamp);
    }

    private ObjectNode document(Part.Service service) {
        if (ImageDelivery.needed(service.each().imageId())) {
            delivery.deliver(service.each().imageId());
        }
        return ServiceDocument.of(service, files.make(service), mesh.present(), wire.api());
    }

    private Call authorized(Part.Service service, Call call) {
        if (ImageDelivery.needed(service.each().imageId())) {
            return call;
        }
        var name = new ImageName(service.each().imageId());
        return logins.to(name.registry()).map(login -> call.header("X-Registry-Auth", RegistryHeader.of(name, login))).orElse(call);
    }

    private Optional<JsonNode> found(String name) {
        return wire.find(Call.get("inspect service " + name, Route.to("/services/{}", name))).map(Reply::json).filter(s -> s.path("Spec").path("Name").asText().equals(name));
    }

    private static boolean settled(JsonNode service) {
        var state = service.path("UpdateStatus").path("State").asText();
        return state.isEmpty() || state.equals("completed");
    }

    private static Optional<Stamp> stamp(JsonNode service) {
        return Stamp.of(Json.texts(service.path("Spec").path("Labels")));
    }

    private static EngineFailure nameTaken(String verb, Part.Service service) {
        return new EngineFailure.Rejected("NameTaken", "cannot " + verb + " service " + service.name() + ": another service has that name, and it is not this one", null);
    }

    /// The Swarm may quote what it refuses, such as a variable; secrets are taken out of its words.
    private static Reply redacted(Part.Service service, Reply reply) {
        if (reply.ok()) {
            return reply;
        }
        var text = reply.message();
        for (var secret : service.each().secretEnvironment().values()) {
            text = secret.reveal().isEmpty() ? text : text.replace(secret.reveal(), secret.toString());
        }
        return new Reply(reply.status(), Json.bytes(Json.object().put("message", text)));
    }
}

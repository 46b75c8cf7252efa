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
import dev.plimsoll.ports.Images;
import java.util.Optional;

/// Makes, changes and removes services, with the configs and secrets their instances need.
final class SwarmServices {
    /// A Swarm takes a change only of the version it follows; its own orchestrator makes versions, too.
    private static final int TRIES = 5;

    private final Wire wire;
    private final Files files;
    private final HandedLogins logins;
    private final ImageDelivery delivery;
    private final Mesh mesh;

    SwarmServices(Wire wire, Files files, HandedLogins logins, ImageDelivery delivery) {
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
        var login = logins.to(service.each().imageId());
        var reply = redacted(service, wire.call(authorized(service.each().imageId(), login, Call.post(doing, Route.to("/services/create"))).json(document(service))));
        if (reply.ok()) {
            logins.given(service.name(), login);
            // Once more: a machine that joined meanwhile was given the images of the services that there were.
            bring(service.each().imageId());
        } else if (reply.status() == 409) {
            // Another try of ours was quicker, or somebody else.
            if (found(service.name()).flatMap(SwarmServices::stamp).filter(service.stamp()::equals).isEmpty()) {
                throw nameTaken("create", service);
            }
        } else {
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
            var login = logins.to(service.each().imageId());
            var reply = redacted(service, wire.call(authorized(service.each().imageId(), login, Call.post(doing, route)).json(document)));
            if (reply.ok()) {
                logins.given(service.name(), login);
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
        bring(service.each().imageId());
        return ServiceDocument.of(service, files.make(service), mesh.present(), wire.api());
    }

    /// Brings the image of a service to the machines that lack it.
    void bringImage(String id) {
        wire.find(Call.get("inspect service " + id, Route.to("/services/{}", id))).map(Reply::json).map(SwarmServices::image).ifPresent(this::bring);
    }

    private void bring(String image) {
        if (ImageDelivery.needed(image)) {
            delivery.deliver(image);
        }
    }

    /// What former versions of a service needed.
    void removeFiles(String id) {
        wire.find(Call.get("inspect service " + id, Route.to("/services/{}", id))).map(Reply::json).filter(SwarmServices::settled).flatMap(SwarmServices::stamp).ifPresent(files::removeUnused);
    }

    /// Changes nothing of a service but the log-in it was given. A Swarm replaces no task for that (swarmkit compares tasks without it), and gives it to each task that it makes from now on.
    void handLogin(String id) {
        for (int tries = 1; ; tries++) {
            var there = wire.find(Call.get("inspect service " + id, Route.to("/services/{}", id))).map(Reply::json);
            if (there.isEmpty()) {
                return;
            }
            var spec = there.get().path("Spec");
            var doing = "give service " + spec.path("Name").asText() + " a log-in";
            var image = image(there.get());
            var login = logins.to(image);
            var route = Route.to("/services/{}/update", id).with("version", there.get().path("Version").path("Index").asLong());
            var reply = wire.call(authorized(image, login, Call.post(doing, route)).json(spec));
            if (reply.ok()) {
                logins.given(spec.path("Name").asText(), login);
                return;
            }
            if (!reply.message().contains("out of sequence") || tries == TRIES) {
                throw DockerErrors.of(doing, reply);
            }
        }
    }

    /// Whether another log-in holds for its registry than it was given.
    boolean loginChanged(JsonNode service) {
        return logins.changed(service.path("Spec").path("Name").asText(), image(service));
    }

    private static String image(JsonNode service) {
        return service.path("Spec").path("TaskTemplate").path("ContainerSpec").path("Image").asText();
    }

    private static Call authorized(String image, Optional<Images.Login> login, Call call) {
        return login.map(l -> call.header("X-Registry-Auth", RegistryHeader.of(new ImageName(image), l))).orElse(call);
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

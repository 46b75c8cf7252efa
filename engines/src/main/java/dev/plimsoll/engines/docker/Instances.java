package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.ContainerDocument;
import dev.plimsoll.engines.docker.words.Deliveries;
import dev.plimsoll.engines.docker.words.Details;
import dev.plimsoll.engines.docker.words.FileArchive;
import dev.plimsoll.engines.docker.words.NetworkingDocument;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes, completes and removes containers. On the happy path making one is two calls, create and start.
final class Instances {
    /// Between reserving a name and showing the container, an engine that is still busy with an earlier try of ours.
    private static final int LOOKS = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Wire wire;
    private final Set<String> underWay;

    /// @param underWay names of containers while they are being made, for those who would otherwise wait for the engine to finish them
    Instances(Wire wire, Set<String> underWay) {
        this.wire = wire;
        this.underWay = underWay;
    }

    void create(Part.Instance part) {
        underWay.add(part.name());
        try {
            make(part);
        } finally {
            underWay.remove(part.name());
        }
    }

    private void make(Part.Instance part) {
        var deliveries = Deliveries.of(part);
        var reply = made(part, deliveries);
        if (DockerErrors.ofAnotherDriver(reply)) {
            // Volumes are never made anew, so one that is there keeps the driver it was once declared with.
            reply = made(part.withVolumes(List.of()), deliveries);
        }
        if (reply.ok()) {
            complete(part, deliveries, reply.json().path("Id").asText());
        } else if (reply.status() == 409) {
            adopt(part, deliveries, DockerErrors.of("create " + part.name(), reply));
        } else {
            throw DockerErrors.of("create " + part.name(), reply);
        }
    }

    private Reply made(Part.Instance part, Deliveries deliveries) {
        var document = ContainerDocument.of(part, deliveries, wire.api());
        if (part.spec().process().command().filter(List::isEmpty).isPresent() && part.spec().process().entrypoint().isEmpty()) {
            document.set("Entrypoint", entrypointOf(part));
        }
        return redacted(part, wire.call(Call.post("create " + part.name(), Route.to("/containers/create").with("name", part.name())).json(document)));
    }

    void remove(String id, Duration grace) {
        if (grace.isPositive()) {
            long seconds = ContainerDocument.wholeSeconds(grace);
            var stopped = wire.call(Call.post("stop " + brief(id), Route.to("/containers/{}/stop", id).with("t", seconds))
                .within(Call.USUAL_PATIENCE.plusSeconds(seconds)));
            if (stopped.status() == 404) {
                return;
            }
        }
        var doing = "remove " + brief(id);
        var removed = wire.call(Call.delete(doing, Route.to("/containers/{}", id).with("v", 1).with("force", 1)));
        if (!removed.ok() && removed.status() != 404 && !removed.message().contains("already in progress")) {
            throw DockerErrors.of(doing, removed);
        }
    }

    /// The name is taken. Ours from an earlier try: brought to where this try would have brought it.
    private void adopt(Part.Instance part, Deliveries deliveries, EngineFailure conflict) {
        var found = inspect(part.name());
        for (int looks = 1; found.isEmpty() && looks < LOOKS; looks++) {
            pause();
            found = inspect(part.name());
        }
        var container = found.orElseThrow(() -> new EngineFailure.Broken(conflict.getMessage() + "; yet no container of that name is there", conflict));
        if (!Stamp.of(Json.texts(container.path("Config").path("Labels"))).equals(Optional.of(part.stamp()))) {
            throw new EngineFailure.Rejected("NameTaken", "cannot create " + part.name() + ": another container has that name, and it is not this instance's",
                null);
        }
        var status = container.path("State").path("Status").asText();
        if (status.equals("removing") || status.equals("dead")) {
            throw new EngineFailure.Broken("cannot create " + part.name() + ": its predecessor is still being removed", conflict);
        }
        if (Details.of(container).startedAt().isEmpty()) {
            complete(part, deliveries, container.path("Id").asText());
        }
    }

    /// Whatever is missing between a created container and a running instance. Each step may have been done before.
    private void complete(Part.Instance part, Deliveries deliveries, String id) {
        deliveries.uploads().forEach((folder, files) -> wire.ask(
            Call.put("put files into " + part.name(), Route.to("/containers/{}/archive", id).with("path", folder))
                .body(new Call.Body.Whole("application/x-tar", FileArchive.of(folder, files)))));
        for (var attachment : NetworkingDocument.later(part, wire.api())) {
            var doing = "attach " + part.name() + " to network " + attachment.network();
            var endpoint = Json.object().put("Container", id).set("EndpointConfig", NetworkingDocument.endpoint(part, attachment, wire.api()));
            var reply = wire.call(Call.post(doing, Route.to("/networks/{}/connect", attachment.network())).json(endpoint));
            if (!reply.ok() && !reply.message().contains("already exists in network")) {
                throw DockerErrors.of(doing, reply);
            }
        }
        var doing = "start " + part.name();
        var started = redacted(part, wire.call(Call.post(doing, Route.to("/containers/{}/start", id))));
        if (!started.ok()) {
            throw DockerErrors.of(doing, started);
        }
    }

    private Optional<JsonNode> inspect(String nameOrId) {
        return wire.find(Call.get("inspect " + nameOrId, Route.to("/containers/{}/json", nameOrId))).map(Reply::json)
            .filter(container -> container.path("Name").asText().equals("/" + nameOrId));
    }

    /// An empty command means "no arguments", but the engine takes it for "the image's own" unless an entrypoint is given.
    private JsonNode entrypointOf(Part.Instance part) {
        return wire.ask(Call.get("inspect the image of " + part.name(), Route.to("/images/{}/json", part.imageId()))).json().path("Config").path("Entrypoint");
    }

    /// The engine may quote what it refuses, such as a variable; secrets are taken out of its words.
    private static Reply redacted(Part.Instance part, Reply reply) {
        if (reply.ok() || part.secretEnvironment().isEmpty()) {
            return reply;
        }
        var text = reply.message();
        for (var secret : part.secretEnvironment().values()) {
            text = secret.reveal().isEmpty() ? text : text.replace(secret.reveal(), secret.toString());
        }
        return new Reply(reply.status(), Json.bytes(Json.object().put("message", text)));
    }

    private static String brief(String id) {
        return id.length() > 12 ? id.substring(0, 12) : id;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new EngineFailure.Unreachable("gave up waiting for a container's name", wanted);
        }
    }
}

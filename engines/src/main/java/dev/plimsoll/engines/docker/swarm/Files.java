package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.swarm.words.FileDocuments;
import dev.plimsoll.engines.docker.swarm.words.FileDocuments.Named;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files of services as the Swarm's configs and secrets. Neither can be changed: a new definition brings new ones, and the old ones go when no service
/// names them any more.
final class Files {
    private final Wire wire;

    Files(Wire wire) {
        this.wire = wire;
    }

    /// Makes what the service's instances need and is not there yet.
    List<Named> make(Part.Service service) {
        var made = new ArrayList<Named>();
        for (var file : service.each().files()) {
            made.add(make(service, file));
        }
        return made;
    }

    private Named make(Part.Service service, Part.FileContent file) {
        var name = FileDocuments.name(service, file);
        var kind = FileDocuments.kind(file);
        var doing = "make the " + kind + " for " + file.path() + " of " + service.name();
        var reply = wire.call(Call.post(doing, Route.to("/" + kind + "s/create")).json(FileDocuments.of(service, file, name)));
        if (reply.ok()) {
            return new Named(file, reply.json().path("ID").asText(), name);
        }
        var failure = DockerErrors.of(doing, reply.status(), reply.message().replace(file.content().reveal(), file.content().toString()));
        if (reply.status() != 409) {
            throw failure;
        }
        for (var listed : wire.ask(Call.get(doing, Route.to("/" + kind + "s").filtered(Map.of("name", List.of(name))))).json()) {
            if (listed.path("Spec").path("Name").asText().equals(name) && Stamp.of(Json.texts(listed.path("Spec").path("Labels"))).filter(s -> s.plane().equals(service.stamp().plane())
                && s.uid().equals(service.stamp().uid())).isPresent()) {
                return new Named(file, listed.path("ID").asText(), name);
            }
        }
        throw new EngineFailure.Rejected("NameTaken", "cannot " + doing + ": one of the name " + name + " is there, and it is not this one", failure);
    }

    /// Removes those of a control plane, or of one service, that no service names. One in use is refused by the Swarm itself.
    ///
    /// @param stamp of the service; its hash does not count
    void removeUnused(Stamp stamp) {
        for (var kind : List.of("config", "secret")) {
            for (var listed : wire.ask(Call.get("list " + kind + "s", Route.to("/" + kind + "s").filtered(Map.of("label", List.of(Stamp.PLANE + "=" + stamp.plane(), Stamp.UID + "=" + stamp.uid()))))).json()) {
                wire.call(Call.delete("remove " + kind + " " + listed.path("Spec").path("Name").asText(), Route.to("/" + kind + "s/{}", listed.path("ID").asText())));
            }
        }
    }
}

package dev.plimsoll.engines.docker.swarm.minding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The remedies in a Swarm's terms.
final class Remedies {
    private static final int PORT = 2377;
    /// A Swarm takes a change only of the version it follows.
    private static final int TRIES = 5;

    private final Wire manager;
    private final Belief belief;

    Remedies(Wire manager, Belief belief) {
        this.manager = manager;
        this.belief = belief;
    }

    void apply(Remedy remedy) {
        switch (remedy) {
            case Remedy.Renew(var service, _) -> change(remedy.sentence(), "/services", service, spec -> {
                var task = (ObjectNode) spec.path("TaskTemplate");
                task.put("ForceUpdate", task.path("ForceUpdate").asLong() + 1);
            });
            case Remedy.HandLogin(var service, _) -> belief.handLogin(service);
            case Remedy.BringImage(var service, _) -> belief.bringImage(service);
            case Remedy.RemoveFiles(var service, _) -> belief.removeFiles(service);
            case Remedy.Bounce(var node, _) -> change(remedy.sentence(), "/nodes", node, spec -> {
                spec.put("Availability", "drain");
                spec.withObject("/Labels").put(NodeSpec.BOUNCED, "true");
            });
            case Remedy.Open(var node, _) -> change(remedy.sentence(), "/nodes", node, spec -> {
                spec.put("Availability", "active");
                spec.withObject("/Labels").remove(NodeSpec.BOUNCED);
            });
            case Remedy.Readmit(var node, _) -> readmit(remedy.sentence(), node);
        }
    }

    /// Changes the spec of an object that is there, as nobody else has meanwhile.
    private void change(String doing, String kind, String id, Consumer<ObjectNode> change) {
        for (int tries = 1; ; tries++) {
            var there = manager.find(Call.get(doing, Route.to(kind + "/{}", id))).map(Reply::json);
            if (there.isEmpty()) {
                return;
            }
            var spec = (ObjectNode) there.get().path("Spec");
            change.accept(spec);
            var reply = manager.call(Call.post(doing, Route.to(kind + "/{}/update", id).with("version", there.get().path("Version").path("Index").asLong())).json(spec));
            if (reply.ok()) {
                return;
            }
            if (!reply.message().contains("out of sequence") || tries == TRIES) {
                throw DockerErrors.of(doing, reply);
            }
        }
    }

    /// It is another node afterwards, with the labels and the availability it had.
    private void readmit(String doing, String id) {
        var there = belief.nodes().stream().filter(n -> n.path("ID").asText().equals(id)).findFirst();
        if (there.isEmpty()) {
            return;
        }
        var node = there.get();
        if (node.path("Spec").path("Role").asText().equals("manager")) {
            throw notSupported(doing, "it is a manager, and others depend on its vote");
        }
        var engine = belief.engineOf(node).orElseThrow(() -> notSupported(doing, "its engine is out of reach"));
        var token = manager.ask(Call.get(doing, Route.to("/swarm"))).json().path("JoinTokens").path("Worker").asText();
        engine.call(Call.post(doing, Route.to("/swarm/leave").with("force", 1)));
        var join = Map.of("ListenAddr", "0.0.0.0:" + PORT, "AdvertiseAddr", node.path("Status").path("Addr").asText(), "RemoteAddrs", managers(), "JoinToken", token);
        var reply = engine.call(Call.post(doing, Route.to("/swarm/join")).json(join));
        if (!reply.ok()) {
            throw DockerErrors.of(doing, reply.status(), reply.message().replace(token, "•••"));
        }
        var now = engine.ask(Call.get(doing, Route.to("/info"))).json().path("Swarm").path("NodeID").asText();
        change(doing, "/nodes", now, spec -> {
            spec.set("Labels", node.path("Spec").path("Labels"));
            spec.withObject("/Labels").remove(NodeSpec.BOUNCED);
            spec.set("Availability", node.path("Spec").path("Labels").has(NodeSpec.BOUNCED) ? spec.path("Availability") : node.path("Spec").path("Availability"));
        });
        manager.find(Call.delete(doing, Route.to("/nodes/{}", id).with("force", 1)));
    }

    private List<String> managers() {
        var addresses = new ArrayList<String>();
        belief.nodes().forEach(n -> Optional.of(n.path("ManagerStatus").path("Addr").asText()).filter(a -> !a.isEmpty()).ifPresent(addresses::add));
        return addresses;
    }

    private static EngineFailure notSupported(String doing, String why) {
        return new EngineFailure.Rejected("NotSupported", "cannot " + doing + ": " + why, null);
    }
}

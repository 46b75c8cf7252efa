package dev.plimsoll.clouds.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What local machines can boot: images on the engine that say of themselves that they are machines' ([NodeRecipe#LABEL]), and the node image, which is made when it is first wanted.
final class MachineImages {
    /// What the node image is called in declarations, whatever its recipe is today.
    static final String NODE = "node";

    private final Wire wire;
    private final NodeImage node;

    MachineImages(Wire wire, NodeImage node) {
        this.wire = wire;
        this.node = node;
    }

    List<String> names() {
        var names = new ArrayList<>(List.of(NODE));
        wire.ask(Call.get("list images", Route.to("/images/json").filtered(Map.of("label", List.of(NodeRecipe.LABEL))))).json()
            .forEach(image -> image.path("RepoTags").forEach(tag -> names.add(tag.asText())));
        return names;
    }

    /// The engine's id of it.
    ///
    /// @param name empty: the node image
    /// @throws CloudFailure.Absent   `ImageNotFound`
    /// @throws CloudFailure.NotReady `ImageUnderWay` while the node image is being made
    String named(String name) {
        if (name.isEmpty() || name.equals(NODE)) {
            return find(NodeRecipe.image()).map(MachineImages::id).orElseGet(this::underWay);
        }
        var found = find(name).orElseThrow(() -> notFound("there is no image " + name + " on this engine"));
        if (!found.path("Config").path("Labels").has(NodeRecipe.LABEL)) {
            throw notFound("image " + name + " is not made for machines: it lacks the label " + NodeRecipe.LABEL);
        }
        return id(found);
    }

    private String underWay() {
        try {
            throw new CloudFailure.NotReady("ImageUnderWay", "the node image is being made, which takes some minutes once: " + node.progress(), null);
        } catch (EngineFailure failed) {
            throw new CloudFailure.Rejected("ImageNotMade", failed.getMessage(), failed);
        }
    }

    private static CloudFailure notFound(String sentence) {
        return new CloudFailure.Absent("ImageNotFound", sentence + "; a machine without an image gets the node image", null);
    }

    private Optional<JsonNode> find(String name) {
        return wire.find(Call.get("inspect image " + name, Route.to("/images/{}/json", name))).map(Reply::json);
    }

    private static String id(JsonNode image) {
        return image.path("Id").asText();
    }
}

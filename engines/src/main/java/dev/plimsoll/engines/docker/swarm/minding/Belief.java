package dev.plimsoll.engines.docker.swarm.minding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the managers of a Swarm believe, in their own words, and the way to the machines.
public interface Belief {
    List<JsonNode> nodes();

    /// Ours, by id.
    Map<String, JsonNode> services(String plane);

    /// Ours, by their services' ids.
    Map<String, List<JsonNode>> tasks(String plane);

    /// @return none when it is out of reach
    Optional<Wire> engineOf(JsonNode node);

    /// Whether the log-in for the service's registry is another one than it was given.
    boolean loginChanged(JsonNode service);

    /// Removes configs and secrets of the service that it does not name.
    void removeFiles(String service);

    /// Brings the service's image to the machines that lack it, when no registry has it.
    void bringImage(String service);

    /// Gives the service the log-in that holds now.
    void handLogin(String service);
}

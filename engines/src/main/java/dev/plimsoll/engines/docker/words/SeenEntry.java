package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One container of a listing (Engine API, ContainerList), as far as a listing tells.
///
/// @param networks    engine's ids of the networks it is attached to
/// @param reachable   its addresses on them
/// @param networkMode `host`, `container:` with the id or name of whose network it uses, or the first of its networks
public record SeenEntry(String id, String name, Stamp stamp, String imageId, State state, StatusText status, List<String> addresses, List<String> networks,
                        List<String> reachable, String networkMode) {
    private static final String OF_CONTAINER = "container:";
    /// The engine's clock and ours may differ by this much and the rounding of its Date header before we ask again.
    private static final Duration SLACK = Duration.ofSeconds(2);

    /// Empty when it has no stamp and hence is foreign.
    public static Optional<SeenEntry> of(JsonNode listed) {
        return Stamp.of(Json.texts(listed.path("Labels"))).map(stamp -> new SeenEntry(listed.path("Id").asText(), name(listed.path("Names")), stamp,
            listed.path("ImageID").asText(), state(listed.path("State").asText()), StatusText.parse(listed.path("Status").asText()),
            addresses(listed.path("Ports")), networks(listed.path("NetworkSettings").path("Networks")), reachable(listed.path("NetworkSettings").path("Networks")),
            listed.path("HostConfig").path("NetworkMode").asText()));
    }

    /// Id or name of the container whose network it uses.
    public Optional<String> networkLender() {
        return Optional.of(networkMode).filter(mode -> mode.startsWith(OF_CONTAINER)).map(mode -> mode.substring(OF_CONTAINER.length()));
    }

    /// Whether what was learnt by an earlier inspection is still so, going by the time the listing tells.
    ///
    /// @param engineNow the engine's clock
    public boolean agreesWith(Details known, Instant engineNow) {
        return steady() && known.running() == running() && status.exitCode().equals(running() ? Optional.empty() : known.exitCode())
            && status.least().isPresent() && known.since().filter(since ->
                !since.isAfter(engineNow.minus(status.least().get()).plus(SLACK)) && !since.isBefore(engineNow.minus(status.most().get()).minus(SLACK)))
                .isPresent();
    }

    /// What can be said without inspecting: of one that runs, is not ill and did not start just now.
    public Optional<Details> withoutInspection(Instant engineNow) {
        return running() && steady() && !status.recent() ? status.least().map(least -> Details.quiet(engineNow.minus(least))) : Optional.empty();
    }

    /// @param at addresses at which the control plane reaches it
    public SeenInstance with(Details details, List<String> at) {
        return new SeenInstance(id, name, stamp, imageId, state, state == State.RUNNING ? status.health() : Health.NONE,
            state == State.CREATED ? Optional.empty() : details.exitCode(), details.restarts(), details.startedAt(), details.error(), details.outOfMemory(),
            addresses, running() ? at : List.of());
    }

    private boolean running() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    private boolean steady() {
        return running() && status.health() != Health.UNHEALTHY || state == State.EXITED;
    }

    /// Links of other containers give it names such as `/other/alias`.
    private static String name(JsonNode names) {
        for (var name : names) {
            if (name.asText().lastIndexOf('/') == 0) {
                return name.asText().substring(1);
            }
        }
        return "";
    }

    /// A dead container is one whose removal failed half-way: it must be removed again, so it counts as ended.
    private static State state(String word) {
        return switch (word) {
            case "running" -> State.RUNNING;
            case "created" -> State.CREATED;
            case "paused" -> State.PAUSED;
            case "restarting" -> State.RESTARTING;
            case "removing" -> State.REMOVING;
            default -> State.EXITED;
        };
    }

    private static List<String> addresses(JsonNode ports) {
        Set<String> addresses = new TreeSet<>();
        for (var port : ports) {
            if (port.path("PublicPort").asInt() > 0) {
                var address = port.path("IP").asText("0.0.0.0");
                addresses.add((address.contains(":") ? "[" + address + "]" : address) + ":" + port.path("PublicPort").asInt() + "->"
                    + port.path("PrivatePort").asInt() + "/" + port.path("Type").asText());
            }
        }
        addresses.removeIf(address -> address.startsWith("[::]") && addresses.contains("0.0.0.0" + address.substring(4)));
        return List.copyOf(addresses);
    }

    private static List<String> reachable(JsonNode networks) {
        var reachable = new ArrayList<String>(1);
        for (var network : networks) {
            for (var field : List.of("IPAddress", "GlobalIPv6Address")) {
                var address = network.path(field).asText();
                if (!address.isEmpty()) {
                    reachable.add(address);
                }
            }
        }
        return List.copyOf(reachable);
    }

    private static List<String> networks(JsonNode networks) {
        var ids = new ArrayList<String>();
        networks.forEach(network -> ids.add(network.path("NetworkID").asText()));
        return List.copyOf(ids);
    }
}

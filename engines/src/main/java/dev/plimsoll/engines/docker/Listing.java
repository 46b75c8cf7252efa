package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.Details;
import dev.plimsoll.engines.docker.words.SeenEntry;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Inventory.SeenNetwork;
import dev.plimsoll.model.outside.Inventory.SeenVolume;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// One listing of containers, networks and volumes: three calls, however many there are. A container is inspected too when
/// the listing does not tell enough (it ended, is ill, was never started or started just now), and what was learnt is
/// kept as long as the listing's words agree with it.
final class Listing {
    private static final int INSPECTIONS_AT_ONCE = 8;

    private final Wire wire;
    private final Clock clock;
    private final KnownOwners owners;
    private final Set<String> underWay;
    private final Map<String, Details> known = new ConcurrentHashMap<>();
    /// The engine forgets how a container ended as soon as it has restarted it; its events told.
    private final Map<String, Integer> exitCodes = new ConcurrentHashMap<>();

    /// @param underWay names of containers that are just being made: the engine answers no inspection of them before it has started them
    Listing(Wire wire, Clock clock, KnownOwners owners, Set<String> underWay) {
        this.underWay = underWay;
        this.wire = wire;
        this.clock = clock;
        this.owners = owners;
    }

    KnownOwners owners() {
        return owners;
    }

    /// Something happened to the container: what is known of it may be old.
    void forget(String id) {
        known.remove(id);
    }

    /// A container's process ended.
    void ended(String id, int exitCode) {
        exitCodes.put(id, exitCode);
    }

    Inventory of(String plane) {
        var asOf = clock.instant();
        var containers = containers(plane);
        var instances = instances(containers);
        var inventory = new Inventory(asOf, instances, networks(plane, containers.entries()), volumes(plane));
        owners.learn(inventory);
        var there = instances.stream().map(SeenInstance::id).collect(Collectors.toSet());
        known.keySet().retainAll(there);
        exitCodes.keySet().retainAll(there);
        return inventory;
    }

    private Containers containers(String plane) {
        var route = Route.to("/containers/json").with("all", 1).filtered(ofPlane(plane));
        return wire.read(Call.get("list containers", route), incoming -> {
            var entries = new ArrayList<SeenEntry>();
            try (var listed = Json.values(incoming.body())) {
                while (listed.hasNextValue()) {
                    SeenEntry.of(listed.nextValue()).ifPresent(entries::add);
                }
            }
            return new Containers(entries, date(incoming.date()).orElseGet(clock::instant));
        });
    }

    private List<SeenInstance> instances(Containers containers) {
        var neighbours = new Neighbours(containers.entries(), wire.address().hostOfInstances());
        var unclear = new ArrayList<SeenEntry>();
        var inTheMaking = new ArrayList<SeenInstance>();
        for (var entry : containers.entries()) {
            if (entry.state() == SeenInstance.State.CREATED && underWay.contains(entry.name())) {
                inTheMaking.add(entry.with(Details.unstarted(), List.of()));
                continue;
            }
            var details = Optional.ofNullable(known.get(entry.id()));
            if (details.filter(d -> entry.agreesWith(d, containers.engineNow())).isEmpty()) {
                // Who shares a network must be known to the second: one that started before the other did uses a network that is gone.
                entry.withoutInspection(containers.engineNow()).filter(_ -> !neighbours.sharesNetwork(entry)).ifPresentOrElse(d -> known.put(entry.id(), d), () -> unclear.add(entry));
            }
        }
        var inspected = inspect(unclear);
        var instances = new ArrayList<>(inTheMaking);
        for (var entry : containers.entries()) {
            var details = inspected.containsKey(entry.id()) ? inspected.get(entry.id()) : Optional.ofNullable(known.get(entry.id()));
            details.ifPresent(d -> instances.add(withExitCode(entry.with(d, neighbours.reachable(entry)))));
        }
        return instances;
    }

    private SeenInstance withExitCode(SeenInstance seen) {
        var told = Optional.ofNullable(exitCodes.get(seen.id()));
        return seen.restarts() > 0 && seen.exitCode().isEmpty() && told.isPresent() ? seen.withExitCode(told.get()) : seen;
    }

    /// By id; nothing for a container that went meanwhile.
    private Map<String, Optional<Details>> inspect(List<SeenEntry> entries) {
        var inspected = new ConcurrentHashMap<String, Optional<Details>>();
        if (entries.isEmpty()) {
            return inspected;
        }
        try (var threads = Executors.newFixedThreadPool(Math.min(INSPECTIONS_AT_ONCE, entries.size()), Thread.ofVirtual().factory())) {
            var running = new ArrayList<Future<?>>();
            entries.forEach(entry -> running.add(threads.submit(() -> {
                inspected.put(entry.id(), inspect(entry.id()));
            })));
            try {
                for (var future : running) {
                    future.get();
                }
            } catch (ExecutionException failed) {
                threads.shutdownNow();
                throw failed.getCause() instanceof EngineFailure failure ? failure : new EngineFailure.Broken("cannot inspect containers", failed.getCause());
            } catch (InterruptedException wanted) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new EngineFailure.Unreachable("gave up waiting for inspections", wanted);
            }
        }
        return inspected;
    }

    /// Learns what a listing does not tell of one container; nothing when it is gone.
    Optional<Details> inspect(String id) {
        var reply = wire.find(Call.get("inspect " + id, Route.to("/containers/{}/json", id)));
        var details = reply.map(Reply::json).map(Details::of);
        details.ifPresentOrElse(d -> known.put(id, d), () -> known.remove(id));
        return details;
    }

    private List<SeenNetwork> networks(String plane, List<SeenEntry> containers) {
        var networks = new ArrayList<SeenNetwork>();
        for (var network : wire.ask(Call.get("list networks", Route.to("/networks").filtered(ofPlane(plane)))).json()) {
            var id = network.path("Id").asText();
            int attached = (int) containers.stream().filter(container -> container.networks().contains(id)).count();
            stamp(network).ifPresent(stamp -> networks.add(new SeenNetwork(id, network.path("Name").asText(), stamp, attached)));
        }
        return networks;
    }

    private List<SeenVolume> volumes(String plane) {
        var volumes = new ArrayList<SeenVolume>();
        for (var volume : wire.ask(Call.get("list volumes", Route.to("/volumes").filtered(ofPlane(plane)))).json().path("Volumes")) {
            stamp(volume).ifPresent(stamp -> volumes.add(new SeenVolume(volume.path("Name").asText(), stamp)));
        }
        return volumes;
    }

    private static Optional<Stamp> stamp(JsonNode object) {
        return Stamp.of(Json.texts(object.path("Labels")));
    }

    private static Map<String, List<String>> ofPlane(String plane) {
        return Map.of("label", List.of(Stamp.PLANE + "=" + plane));
    }

    private static Optional<Instant> date(String http) {
        try {
            return Optional.of(ZonedDateTime.parse(http, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private record Containers(List<SeenEntry> entries, Instant engineNow) {}
}

package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Machines: servers of Nova.
final class Machines {
    /// Servers of one listing that are asked by themselves.
    private static final int MOST_FAULTS = 20;

    private final Api api;
    private final MachineDocument document;
    private final Firewalls firewalls;
    private final Ports ports;

    Machines(Api api, MachineDocument document, Firewalls firewalls, Ports ports) {
        this.api = api;
        this.document = document;
        this.firewalls = firewalls;
        this.ports = ports;
    }

    /// Without a limit of ours: Nova lists what a silent cell holds only to who does not ask for pages. Nova names security groups, and Neutron knows their ids: the ports tell them, unless all
    /// machines are in the project's default group, which counts as none.
    ///
    /// @throws CloudFailure.Unreachable when a part of the cloud does not answer: machines that are not listed then are not gone
    List<CloudObject> list(String plane) {
        var servers = api.list(Ask.get("list machines", Service.COMPUTE, Route.to("/servers/detail")), "servers");
        var silent = servers.stream().filter(s -> s.path("status").asText().equals("UNKNOWN")).count();
        if (silent > 0) {
            throw new CloudFailure.Unreachable("cannot list machines: a part of the cloud does not answer, and nothing is known of " + silent + " machines", null);
        }
        var project = api.session().project();
        var ours = servers.stream().filter(s -> Stamps.within(project, s) && Stamps.ours(plane, Stamps.ofMetadata(s))).toList();
        var groups = groups(ours.stream().filter(s -> !unguarded(s)).map(s -> s.path("id").asText()).collect(Collectors.toSet()));
        var seen = new ArrayList<CloudObject>();
        withFaults(ours).forEach(s -> seen.add(SeenMachine.of(s, Stamps.ofMetadata(s).orElseThrow(), unguarded(s) ? Set.of() : groups.getOrDefault(s.path("id").asText(), Set.of()))));
        return seen;
    }

    /// Nova's listing leaves out why a server has failed that never got to a host; the server itself tells. Such servers are removed, so there are few.
    private List<JsonNode> withFaults(List<JsonNode> servers) {
        var told = new ArrayList<JsonNode>();
        int asked = 0;
        for (var server : servers) {
            boolean silent = server.path("status").asText().equals("ERROR") && !server.has("fault") && asked < MOST_FAULTS;
            asked += silent ? 1 : 0;
            told.add(silent ? find(new CloudRef(CloudKind.MACHINE, server.path("id").asText())).orElse(server) : server);
        }
        return told;
    }

    /// One that was asked for before is found by its operation.
    String create(CloudPart.Machine part) {
        var tagged = api.list(Ask.get("look for machine " + part.name(), Service.COMPUTE, Route.to("/servers/detail").with("tags", Stamps.tag(part.stamp()))), "servers");
        var there = tagged.stream().filter(s -> Stamps.ofMetadata(s).equals(Optional.of(part.stamp()))).findFirst();
        return there.orElseGet(() -> api.ask(Ask.post("make machine " + part.name(), Service.COMPUTE, Route.to("/servers"), document.of(part))).path("server")).path("id").asText();
    }

    /// The firewalls around it. One without is in the project's default group, as everything in an OpenStack is that names none.
    void change(String id, CloudPart.Machine part) {
        var ref = new CloudRef(CloudKind.MACHINE, id);
        Stamps.requireStamp(part.stamp(), ref, Stamps.ofMetadata(server(ref)));
        var wanted = part.firewalls().isEmpty() ? Set.of(firewalls.usual()) : Set.copyOf(part.firewalls());
        for (var port : api.list(Ask.get("look at the ports of " + ref, Service.NETWORK, Route.to("/ports").with("device_id", id)), "ports")) {
            if (!texts(port.path("security_groups")).equals(wanted)) {
                api.ask(Ask.put("put " + ref + " behind its firewalls", Service.NETWORK, Route.to("/ports/{}", port.path("id").asText()), Map.of("port", Map.of("security_groups", wanted))));
            }
        }
    }

    /// With its ports and its root disk; a floating IP that leads to it leads nowhere then.
    void remove(String plane, CloudRef ref) {
        find(ref).ifPresent(server -> {
            Stamps.requireOurs(plane, ref, Stamps.ofMetadata(server));
            api.find(Ask.delete("remove " + ref, Service.COMPUTE, Route.to("/servers/{}", ref.id())));
        });
    }

    void power(String plane, CloudRef ref, Power power) {
        var server = server(ref);
        Stamps.requireOurs(plane, ref, Stamps.ofMetadata(server));
        var status = server.path("status").asText();
        action(status, power).ifPresent(action -> {
            var told = Json.object();
            if (power == Power.REBOOT && status.equals("ACTIVE")) {
                told.putObject(action).put("type", "SOFT");
            } else if (power == Power.REBOOT) {
                told.putObject(action).put("type", "HARD");
            } else {
                told.putNull(action);
            }
            api.ask(Ask.post("power " + ref + " " + power.name().toLowerCase(java.util.Locale.ROOT), Service.COMPUTE, action(ref), told));
        });
    }

    List<String> console(CloudRef ref, int lines) {
        var asked = Ask.post("read the console of " + ref, Service.COMPUTE, action(ref), Map.of("os-getConsoleOutput", Map.of("length", lines)));
        var answer = api.find(asked).orElseThrow(() -> OpenStackCloud.absent(ref));
        var text = answer.path("output").asText("").stripTrailing();
        var written = text.isEmpty() ? List.<String>of() : List.of(text.split("\r?\n"));
        return written.subList(Math.max(0, written.size() - lines), written.size());
    }

    /// What Nova is asked to do; none when it is so already. People pause, suspend and shelve machines, and each has its own way back.
    private static Optional<String> action(String status, Power power) {
        return switch (power) {
            case REBOOT -> Optional.of("reboot");
            case OFF -> status.equals("SHUTOFF") ? Optional.empty() : Optional.of("os-stop");
            case ON -> switch (status) {
                case "ACTIVE" -> Optional.empty();
                case "PAUSED" -> Optional.of("unpause");
                case "SUSPENDED" -> Optional.of("resume");
                case "SHELVED", "SHELVED_OFFLOADED" -> Optional.of("unshelve");
                default -> Optional.of("os-start");
            };
        };
    }

    private Map<String, Set<String>> groups(Set<String> guarded) {
        var groups = new HashMap<String, Set<String>>();
        var listed = guarded.isEmpty() ? List.<JsonNode>of() : ports.all(known -> known.stream().map(p -> p.path("device_id").asText()).collect(Collectors.toSet()).containsAll(guarded));
        listed.stream().filter(port -> guarded.contains(port.path("device_id").asText()))
            .forEach(port -> groups.computeIfAbsent(port.path("device_id").asText(), _ -> new HashSet<>()).addAll(texts(port.path("security_groups"))));
        return groups;
    }

    /// Neutron lets nobody else call a group so.
    private static boolean unguarded(JsonNode server) {
        return SeenMachine.groups(server).stream().allMatch(Firewalls.USUAL::equals);
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode server(CloudRef ref) {
        return find(ref).orElseThrow(() -> OpenStackCloud.absent(ref));
    }

    private Optional<JsonNode> find(CloudRef ref) {
        return api.find(Ask.get("look at " + ref, Service.COMPUTE, Route.to("/servers/{}", ref.id()))).map(found -> found.path("server"));
    }

    private static Route action(CloudRef ref) {
        return Route.to("/servers/{}/action", ref.id());
    }
}

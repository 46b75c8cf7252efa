package dev.plimsoll.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What is on an engine, and the hands of somebody who meddles with it: past the control plane, on connections of its own.
final class Containers implements AutoCloseable {
    static final Containers OF_THIS_MACHINE = new Containers(DockerAddress.ofEnvironment());
    /// The small image these tests run.
    static final String BUSYBOX = BusyboxImage.TAG;

    private final Wire wire;

    Containers(DockerAddress address) {
        this.wire = new Wire(address);
    }

    /// Makes the small image when it is not there.
    void makeBusybox() {
        BusyboxImage.on(wire);
    }

    boolean engineAnswers() {
        try {
            return wire.call(Call.get("ask whether the engine is there", Route.to("/_ping"))).ok();
        } catch (EngineFailure notYet) {
            return false;
        }
    }

    /// Ids of the running containers of an assembly.
    TreeSet<String> running(String assembly) {
        return new TreeSet<>(containers(assembly).filter(Containers::runs).map(Containers::id).toList());
    }

    /// Ids of the running containers of one component.
    List<String> running(String assembly, String component) {
        return containers(assembly).filter(c -> runs(c) && label(c, "dev.plimsoll.component").equals(component)).map(Containers::id).toList();
    }

    /// Ids of all containers of an assembly.
    List<String> all(String assembly) {
        return containers(assembly).map(Containers::id).toList();
    }

    /// `component slot state` of each container of an assembly, sorted.
    List<String> slots(String assembly) {
        return containers(assembly).map(Containers::slot).sorted().toList();
    }

    /// `component slot state value` of each container of an assembly, sorted; the value is that of a label.
    List<String> slots(String assembly, String label) {
        return containers(assembly).map(c -> slot(c) + " " + label(c, label)).sorted().toList();
    }

    /// Ids of an assembly's networks.
    List<String> networks(String assembly) {
        return list("/networks", assembly).map(Containers::id).toList();
    }

    /// Ids of all containers of one component.
    List<String> all(String assembly, String component) {
        return containers(assembly).filter(c -> label(c, "dev.plimsoll.component").equals(component)).map(Containers::id).toList();
    }

    /// Names of an assembly's volumes.
    List<String> volumes(String assembly) {
        return wire.ask(Call.get("list volumes", Route.to("/volumes").filtered(ofAssembly(assembly)))).json().path("Volumes").valueStream()
            .map(volume -> volume.path("Name").asText()).toList();
    }

    /// All the engine tells about a container.
    JsonNode inspected(String id) {
        return wire.ask(Call.get("inspect " + id, Route.to("/containers/{}/json", id))).json();
    }

    /// A file in a container, as the archive in which the engine hands it out.
    String file(String id, String path) {
        var reply = wire.ask(Call.get("read " + path, Route.to("/containers/{}/archive", id).with("path", path)));
        return new String(reply.body(), StandardCharsets.ISO_8859_1);
    }

    boolean isRunning(String id) {
        return wire.find(Call.get("inspect " + id, Route.to("/containers/{}/json", id))).filter(c -> c.json().path("State").path("Running").asBoolean()).isPresent();
    }

    void kill(String id) {
        wire.ask(Call.post("kill " + id, Route.to("/containers/{}/kill", id)));
    }

    void stop(String id) {
        wire.ask(Call.post("stop " + id, Route.to("/containers/{}/stop", id).with("t", 0)));
    }

    void pause(String id) {
        wire.ask(Call.post("pause " + id, Route.to("/containers/{}/pause", id)));
    }

    void rename(String id, String name) {
        wire.ask(Call.post("rename " + id, Route.to("/containers/{}/rename", id).with("name", name)));
    }

    /// Runs a line in a container's shell, and does not wait for it.
    void run(String id, String line) {
        var exec = id(wire.ask(Call.post("prepare " + line, Route.to("/containers/{}/exec", id)).json(Map.of("Cmd", List.of("sh", "-c", line)))).json());
        wire.ask(Call.post(line, Route.to("/exec/{}/start", exec)).json(Map.of("Detach", true)));
    }

    /// Does not mind when it is gone already.
    void remove(String id) {
        wire.call(Call.delete("remove " + id, Route.to("/containers/{}", id).with("force", 1).with("v", 1)));
    }

    /// The container, and at once its volume, before anybody can have made another container that has it.
    void removeWithVolume(String id, String volume) {
        remove(id);
        for (int tries = 1; wire.call(Call.delete("remove volume " + volume, Route.to("/volumes/{}", volume))).status() == 409; tries++) {
            all(volume.substring(0, volume.lastIndexOf('-'))).forEach(this::remove);
        }
    }

    /// Somebody else's container that sleeps.
    ///
    /// @return its id
    String runForeign(String name, Map<String, String> labels) {
        var document = Map.of("Image", BUSYBOX, "Cmd", List.of("sleep", "1000"), "Labels", labels);
        var id = id(wire.ask(Call.post("create " + name, Route.to("/containers/create").with("name", name)).json(document)).json());
        wire.ask(Call.post("start " + name, Route.to("/containers/{}/start", id)));
        return id;
    }

    /// Takes away whatever a test left.
    void clear(String assembly) {
        all(assembly).forEach(this::remove);
        networks(assembly).forEach(id -> wire.call(Call.delete("remove network " + id, Route.to("/networks/{}", id))));
        volumes(assembly).forEach(volume -> wire.call(Call.delete("remove a volume", Route.to("/volumes/{}", volume))));
    }

    /// Takes away everything that can be taken away; for an engine of a test's own.
    void clearAll() {
        each(Route.to("/containers/json").with("all", 1)).map(Containers::id).forEach(this::remove);
        each(Route.to("/networks").filtered(Map.of("type", List.of("custom")))).map(Containers::id)
            .forEach(id -> wire.call(Call.delete("remove network " + id, Route.to("/networks/{}", id))));
    }

    @Override
    public void close() {
        wire.close();
    }

    private Stream<JsonNode> containers(String assembly) {
        return list("/containers/json?all=1", assembly);
    }

    private Stream<JsonNode> list(String path, String assembly) {
        return each(new Route(path).filtered(ofAssembly(assembly)));
    }

    private Stream<JsonNode> each(Route route) {
        return wire.ask(Call.get("list " + route.text(), route)).json().valueStream();
    }

    private static Map<String, List<String>> ofAssembly(String assembly) {
        return Map.of("label", List.of("dev.plimsoll.assembly=" + assembly));
    }

    private static String slot(JsonNode container) {
        return label(container, "dev.plimsoll.component") + " " + label(container, "dev.plimsoll.slot") + " " + container.path("State").asText();
    }

    private static boolean runs(JsonNode container) {
        return container.path("State").asText().equals("running");
    }

    private static String label(JsonNode container, String name) {
        return container.path("Labels").path(name).asText();
    }

    private static String id(JsonNode object) {
        return object.path("Id").asText();
    }
}

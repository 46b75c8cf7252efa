package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.ContainerDocument;
import dev.plimsoll.engines.docker.words.Deliveries;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Hands;
import dev.plimsoll.ports.PartRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// A person with the `docker` command: works past the engine under test, on a connection of its own.
final class DockerHands implements Hands, AutoCloseable {
    private final Wire wire;
    private final Relay relay;
    private final Deque<Route> foreign = new ArrayDeque<>();

    DockerHands(Wire wire, Relay relay) {
        this.wire = wire;
        this.relay = relay;
    }

    @Override
    public void foreignContainer(String name) {
        var document = Map.of("Image", BusyboxImage.TAG, "Cmd", List.of("sleep", "3600"), "Labels", Map.of("someone", "else"));
        wire.ask(Call.post("create " + name, Route.to("/containers/create").with("name", name)).json(document));
        foreign.push(Route.to("/containers/{}", name).with("force", 1).with("v", 1));
        wire.ask(Call.post("start " + name, Route.to("/containers/{}/start", name)));
    }

    @Override
    public void foreignNetwork(String name) {
        wire.ask(Call.post("create " + name, Route.to("/networks/create")).json(Map.of("Name", name)));
        foreign.push(Route.to("/networks/{}", name));
    }

    @Override
    public void foreignVolume(String name) {
        wire.ask(Call.post("create " + name, Route.to("/volumes/create")).json(Map.of("Name", name)));
        foreign.push(Route.to("/volumes/{}", name));
    }

    @Override
    public void removeVolume(String name) {
        wire.ask(Call.delete("remove " + name, Route.to("/volumes/{}", name)));
    }

    @Override
    public boolean exists(PartRef.Type type, String name) {
        var route = switch (type) {
            case INSTANCE -> Route.to("/containers/{}/json", name);
            case SERVICE -> Route.to("/services/{}", name);
            case NETWORK -> Route.to("/networks/{}", name);
            case VOLUME -> Route.to("/volumes/{}", name);
        };
        return wire.find(Call.get("inspect " + name, route)).isPresent();
    }

    @Override
    public void halfMade(Part.Instance part) {
        var document = ContainerDocument.of(part, Deliveries.of(part), wire.api());
        wire.ask(Call.post("create " + part.name(), Route.to("/containers/create").with("name", part.name())).json(document));
    }

    @Override
    public void kill(String instance) {
        post(instance, "kill");
    }

    @Override
    public void stop(String instance) {
        post(instance, "stop");
    }

    @Override
    public void pause(String instance) {
        post(instance, "pause");
    }

    @Override
    public void fallIll(String instance) {
        run(instance, "rm /tmp/www/up");
    }

    @Override
    public void recover(String instance) {
        run(instance, "echo fine > /tmp/www/up");
    }

    @Override
    public void rename(String instance, String name) {
        wire.ask(Call.post("rename " + instance, Route.to("/containers/{}/rename", instance).with("name", name)));
    }

    @Override
    public void delete(String instance) {
        wire.ask(Call.delete("delete " + instance, Route.to("/containers/{}", instance).with("force", 1).with("v", 1)));
    }

    @Override
    public int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void cutConnections() {
        relay.cut();
    }

    @Override
    public void close() {
        foreign.forEach(route -> wire.call(Call.delete("clean up", route)));
    }

    private void run(String instance, String line) {
        var exec = wire.ask(Call.post("prepare " + line, Route.to("/containers/{}/exec", instance)).json(Map.of("Cmd", List.of("sh", "-c", line)))).json().path("Id").asText();
        wire.ask(Call.post(line, Route.to("/exec/{}/start", exec)).json(Map.of("Detach", true)));
    }

    private void post(String instance, String verb) {
        wire.ask(Call.post(verb + " " + instance, Route.to("/containers/{}/" + verb, instance)));
    }
}

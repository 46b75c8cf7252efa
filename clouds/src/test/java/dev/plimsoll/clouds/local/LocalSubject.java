package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.CloudSubject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Docker Engine of this machine as a cloud, and a person with the `docker` command.
final class LocalSubject implements CloudSubject, CloudSubject.CloudHands {
    private final Cloud cloud;
    private final Wire wire;
    private final Deque<String> foreign = new ArrayDeque<>();

    LocalSubject(Cloud cloud, Wire wire) {
        this.cloud = cloud;
        this.wire = wire;
    }

    @Override
    public Cloud cloud() {
        return cloud;
    }

    @Override
    public CloudHands hands() {
        return this;
    }

    @Override
    public CloudPart.Machine machine(String name, CloudStamp stamp) {
        return new CloudPart.Machine(name, stamp, Optional.empty(), "small", TinyMachine.TAG, List.of(), List.of(), List.of(), new SecretText(""), Map.of("made-for", "a test"));
    }

    @Override
    public String cidr() {
        return "10.231.7.0/24";
    }

    @Override
    public String address() {
        return "10.231.7.50";
    }

    @Override
    public void passTime() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String foreignMachine(String name) {
        var document = Map.of("Image", TinyMachine.TAG, "Labels", Map.of("someone", "else"));
        var id = wire.ask(Call.post("create " + name, Route.to("/containers/create").with("name", name)).json(document)).json().path("Id").asText();
        foreign.push(id);
        wire.ask(Call.post("start " + name, Route.to("/containers/{}/start", id)));
        return id;
    }

    @Override
    public boolean exists(CloudRef ref) {
        var route = switch (ref.kind()) {
            case MACHINE -> Route.to("/containers/{}/json", ref.id());
            case NETWORK -> Route.to("/networks/{}", ref.id());
            case KEY -> Route.to("/volumes/{}", ref.id());
            case FIREWALL, FLOATING_IP -> throw new IllegalArgumentException("an engine has no " + ref.kind().word());
        };
        return wire.find(Call.get("inspect " + ref, route)).isPresent();
    }

    @Override
    public void rename(String machine, String name) {
        wire.ask(Call.post("rename " + machine, Route.to("/containers/{}/rename", machine).with("name", name + "-" + machine.substring(0, 12))));
    }

    @Override
    public void delete(String machine) {
        wire.ask(Call.delete("delete " + machine, Route.to("/containers/{}", machine).with("force", 1).with("v", 1)));
    }

    @Override
    public void close() {
        foreign.forEach(id -> wire.call(Call.delete("clean up", Route.to("/containers/{}", id).with("force", 1).with("v", 1))));
    }
}

package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
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

/// An OpenStack with a network `private`, a flavor `m1.tiny` and an image `debian-12`, and a person with its command-line client.
final class OpenStackSubject implements CloudSubject, CloudSubject.CloudHands {
    private final Cloud cloud;
    private final Api api;
    private final Deque<String> foreign = new ArrayDeque<>();

    private final long pause;
    private final Runnable after;

    /// @param api   of the same project
    /// @param pause between looks, in milliseconds
    /// @param after done when it is closed
    OpenStackSubject(Cloud cloud, Api api, long pause, Runnable after) {
        this.cloud = cloud;
        this.api = api;
        this.pause = pause;
        this.after = after;
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
        return new CloudPart.Machine(name, stamp, Optional.empty(), "m1.tiny", "debian-12", List.of(new CloudPart.Interface("private", Optional.empty())), List.of(), List.of(),
            new SecretText("#cloud-config\n{}\n"), Map.of("made-for", "a test"));
    }

    @Override
    public Optional<String> fullFlavor() {
        return Optional.of("x.never-fits");
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
            Thread.sleep(pause);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String foreignMachine(String name) {
        var offer = new Offer(api);
        var server = Map.of("name", name, "flavorRef", offer.flavor("m1.tiny"), "imageRef", offer.image("debian-12"), "networks", List.of(Map.of("uuid", new Upstreams(api).network("private"))),
            "metadata", Map.of("someone", "else"));
        var id = api.ask(Ask.post("make " + name, Service.COMPUTE, Route.to("/servers"), Map.of("server", server))).path("server").path("id").asText();
        foreign.push(id);
        return id;
    }

    @Override
    public boolean exists(CloudRef ref) {
        return api.find(switch (ref.kind()) {
            case MACHINE -> Ask.get("look", Service.COMPUTE, Route.to("/servers/{}", ref.id()));
            case KEY -> Ask.get("look", Service.COMPUTE, Route.to("/os-keypairs/{}", ref.id()));
            case NETWORK -> Ask.get("look", Service.NETWORK, Route.to("/networks/{}", ref.id()));
            case FIREWALL -> Ask.get("look", Service.NETWORK, Route.to("/security-groups/{}", ref.id()));
            case FLOATING_IP -> Ask.get("look", Service.NETWORK, Route.to("/floatingips/{}", ref.id()));
        }).isPresent();
    }

    @Override
    public void rename(String machine, String name) {
        api.ask(Ask.put("rename", Service.COMPUTE, Route.to("/servers/{}", machine), Map.of("server", Map.of("name", name))));
    }

    @Override
    public void delete(String machine) {
        api.find(Ask.delete("delete", Service.COMPUTE, Route.to("/servers/{}", machine)));
    }

    @Override
    public void close() {
        foreign.forEach(this::delete);
        after.run();
    }
}

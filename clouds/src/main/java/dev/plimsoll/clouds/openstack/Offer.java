package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What machines can be made from: flavors and images, each found by name or id.
final class Offer {
    private static final int MEBI = 20;
    private static final int GIBI = 30;
    /// Of processors, and of the units that Nova counts in. What is larger, or negative, is no size.
    private static final long LARGEST = Integer.MAX_VALUE;

    private final Api api;

    Offer(Api api) {
        this.api = api;
    }

    List<Flavor> flavors() {
        return allFlavors().stream().filter(f -> Stream.of("vcpus", "ram", "disk").allMatch(size -> f.path(size).asLong(-1) >= 0 && f.path(size).asLong() <= LARGEST))
            .map(f -> new Flavor(f.path("name").asText(), f.path("vcpus").asInt(), f.path("ram").asLong() << MEBI, f.path("disk").asLong() << GIBI)).toList();
    }

    List<String> images() {
        return api.list(Ask.get("list images", Service.IMAGE, Route.to("/images").with("status", "active")), "images").stream().map(i -> i.path("name").asText("")).filter(n -> !n.isEmpty())
            .distinct().sorted().toList();
    }

    /// @throws CloudFailure.Absent `FlavorNotFound`
    String flavor(String wanted) {
        return allFlavors().stream().filter(f -> f.path("name").asText().equals(wanted) || f.path("id").asText().equals(wanted)).map(f -> f.path("id").asText()).findFirst()
            .orElseThrow(() -> new CloudFailure.Absent("FlavorNotFound", "there is no flavor " + wanted + " in this cloud, or not for this project", null));
    }

    /// Of several of one name the newest: clouds put a new image under the same name when it has been updated.
    ///
    /// @throws CloudFailure.Absent `ImageNotFound`
    String image(String wanted) {
        var named = api.list(Ask.get("look for image " + wanted, Service.IMAGE, Route.to("/images").with("name", wanted).with("status", "active")), "images");
        return named.stream().max(Comparator.comparing((JsonNode i) -> i.path("created_at").asText()).thenComparing(i -> i.path("id").asText()))
            .or(() -> wanted.isEmpty() ? Optional.empty() : api.find(Ask.get("look for image " + wanted, Service.IMAGE, Route.to("/images/{}", wanted)))).map(i -> i.path("id").asText())
            .orElseThrow(() -> new CloudFailure.Absent("ImageNotFound", wanted.isEmpty()
                ? "a machine in an OpenStack needs an image" : "there is no image " + wanted + " in this cloud, or not for this project", null));
    }

    private List<JsonNode> allFlavors() {
        return api.list(Ask.get("list flavors", Service.COMPUTE, Route.to("/flavors/detail")), "flavors");
    }
}

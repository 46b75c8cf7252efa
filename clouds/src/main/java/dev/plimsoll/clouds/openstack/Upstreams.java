package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.List;
import java.util.Optional;

/// Networks that are there already: those by which traffic leaves, and those that a declaration names.
final class Upstreams {
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Api api;

    Upstreams(Api api) {
        this.api = api;
    }

    /// All networks that lead outside.
    List<JsonNode> all() {
        return api.list(Ask.get("list networks that lead outside", Service.NETWORK, Route.to("/networks").with("router:external", true)), "networks");
    }

    /// @param wanted by name or id; none: the only one
    /// @throws CloudFailure.Absent   `NetworkNotFound`
    /// @throws CloudFailure.Rejected `UpstreamAmbiguous`
    String upstream(Optional<String> wanted) {
        var all = all();
        var fitting = all.stream().filter(n -> wanted.filter(w -> !w.equals(n.path("name").asText()) && !w.equals(n.path("id").asText())).isEmpty()).toList();
        if (fitting.isEmpty()) {
            throw new CloudFailure.Absent("NetworkNotFound", "no network" + wanted.map(w -> " " + w).orElse("") + " leads outside in this cloud; " + names(all), null);
        }
        if (fitting.size() > 1) {
            throw new CloudFailure.Rejected("UpstreamAmbiguous", "several networks lead outside; say which one in upstream; " + names(fitting), null);
        }
        return fitting.getFirst().path("id").asText();
    }

    /// A network for machines, by id or name. What looks like an id is believed to be one: Nova finds out.
    ///
    /// @throws CloudFailure.Absent   `NetworkNotFound`
    /// @throws CloudFailure.Rejected `NetworkAmbiguous`
    String network(String wanted) {
        if (wanted.matches(ID)) {
            return wanted;
        }
        var named = api.list(Ask.get("look for network " + wanted, Service.NETWORK, Route.to("/networks").with("name", wanted)), "networks");
        if (named.isEmpty()) {
            throw new CloudFailure.Absent("NetworkNotFound", "there is no network " + wanted + " in this cloud, or not for this project", null);
        }
        return only(named, "several networks are called " + wanted + "; name the one that is meant by its id");
    }

    /// The network of a machine that names none: the project's only one.
    ///
    /// @return none when there is no network
    /// @throws CloudFailure.Rejected `NetworkAmbiguous`
    Optional<String> usual() {
        var all = api.list(Ask.get("list networks", Service.NETWORK, Route.to("/networks").with("router:external", false)), "networks");
        return all.isEmpty() ? Optional.empty() : Optional.of(only(all, "the machine names no network, and there are several"));
    }

    private static String only(List<JsonNode> networks, String otherwise) {
        if (networks.size() > 1) {
            throw new CloudFailure.Rejected("NetworkAmbiguous", otherwise + "; " + names(networks), null);
        }
        return networks.getFirst().path("id").asText();
    }

    private static String names(List<JsonNode> networks) {
        return networks.isEmpty() ? "there is none" : "there are " + String.join(", ", networks.stream().limit(10).map(n -> n.path("name").asText() + " (" + n.path("id").asText() + ")").toList());
    }
}

package dev.plimsoll.clouds.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Networks of the local cloud: bridges of the engine.
final class Networks {
    /// What the engine does not keep of a network and machines in it need.
    private static final String DYNAMIC = CloudStamp.PREFIX + "cloud.dynamic";
    private static final String NAME_SERVERS = CloudStamp.PREFIX + "cloud.name-servers";
    private static final int IPV4 = 32;

    private final Wire wire;

    Networks(Wire wire) {
        this.wire = wire;
    }

    List<CloudObject> list(String plane) {
        var networks = wire.ask(Call.get("list networks", Route.to("/networks").filtered(Marks.filter(plane)))).json();
        if (networks.isEmpty()) {
            return List.of();
        }
        var containers = containers();
        var seen = new ArrayList<CloudObject>();
        networks.forEach(network -> Marks.of(network).ifPresent(stamp -> {
            var id = network.path("Id").asText();
            seen.add(new CloudObject.Network(id, network.path("Name").asText(), stamp, CloudPhase.READY, subnet(network), !ends(containers, network).isEmpty()));
        }));
        return seen;
    }

    String create(CloudPart.Network part) {
        var there = list(part.stamp().plane()).stream().filter(o -> o.stamp().equals(part.stamp())).findFirst();
        return there.map(CloudObject::id).orElseGet(() -> made(part));
    }

    /// Name servers are read when a machine is made, so that there is nothing to change in place.
    void change(String id, CloudPart.Network part) {
        var ref = new CloudRef(CloudKind.NETWORK, id);
        Marks.requireStamp(part.stamp(), ref, find(id).orElseThrow(() -> EngineWords.absent(ref)));
    }

    void remove(String plane, CloudRef ref) {
        var found = find(ref.id());
        if (found.isEmpty()) {
            return;
        }
        Marks.requireOurs(plane, ref, found.get());
        // The engine minds only running containers; a machine that is off would find its network gone.
        if (!ends(containers(), found.get()).isEmpty()) {
            throw new CloudFailure.NotReady("InUse", ref + " has machines or other containers in it", null);
        }
        wire.find(Call.delete("remove " + ref, Route.to("/networks/{}", ref.id())));
    }

    /// The network and an address there that nobody has, not even one that is off.
    ///
    /// @throws CloudFailure.Absent     `NetworkNotFound`
    /// @throws CloudFailure.NoCapacity `AddressTaken`, or `AddressesUsedUp`
    Place place(CloudPart.Interface wanted) {
        var network = find(wanted.network()).orElseThrow(() -> new CloudFailure.Absent("NetworkNotFound", "there is no network " + wanted.network() + " on this engine", null));
        var name = network.path("Name").asText();
        var taken = taken(network);
        if (wanted.address().filter(taken::contains).isPresent()) {
            throw new CloudFailure.NoCapacity("AddressTaken", "the address " + wanted.address().get() + " in network " + name + " belongs to another container already", null);
        }
        var address = wanted.address().or(() -> addresses(network).free(taken))
            .orElseThrow(() -> new CloudFailure.NoCapacity("AddressesUsedUp", "all addresses of network " + name + " (" + subnet(network) + ") are taken", null));
        return new Place(network.path("Id").asText(), name, address, words(label(network, NAME_SERVERS)));
    }

    private String made(CloudPart.Network part) {
        if (part.upstream().isPresent()) {
            throw EngineWords.notSupported("networks of a local region have one way out, the engine's own host; leave upstream " + part.upstream().get() + " away");
        }
        var range = range(part.cidr());
        var labels = new LinkedHashMap<>(Marks.on(part));
        part.dynamic().ifPresent(dynamic -> labels.put(DYNAMIC, dynamic));
        labels.put(NAME_SERVERS, String.join(",", part.nameServers()));
        var addresses = Map.of("Subnet", part.cidr(), "Gateway", part.gateway().orElseGet(() -> Addresses.first(range)));
        var document = Map.of("Name", Marks.uniqueName(part), "Driver", "bridge", "Internal", part.isolated(), "Labels", labels, "IPAM", Map.of("Config", List.of(addresses)));
        try {
            return wire.ask(Call.post("make network " + part.name(), Route.to("/networks/create")).json(document)).json().path("Id").asText();
        } catch (EngineFailure.Rejected rejected) {
            throw rejected.code().equals("SubnetTaken") ? overlaps(part, range, rejected) : rejected;
        }
    }

    /// The engine does not say with what.
    private CloudFailure overlaps(CloudPart.Network part, AddressRange range, EngineFailure.Rejected rejected) {
        var others = wire.ask(Call.get("list networks", Route.to("/networks"))).json().valueStream().filter(n -> AddressRange.readable(subnet(n)).filter(range::overlaps).isPresent())
            .map(n -> Marks.of(n).map(stamp -> stamp.owner().shortForm() + ", on this engine ").orElse("the engine's network ") + n.path("Name").asText() + " (" + subnet(n) + ")").toList();
        var sentence = "cannot make network " + part.name() + ": its addresses " + part.cidr() + " overlap those of "
            + (others.isEmpty() ? "something else on the engine's host: " + rejected.getMessage() : String.join(", ", others));
        return new CloudFailure.Rejected(CloudFailure.NETWORK_OVERLAPS, sentence, rejected);
    }

    private static AddressRange range(String cidr) {
        try {
            var range = AddressRange.network(cidr);
            if (range.bits() == IPV4) {
                return range;
            }
        } catch (InvalidValue wrong) {
            throw new CloudFailure.Rejected("InvalidNetwork", wrong.getMessage(), wrong);
        }
        throw EngineWords.notSupported("networks of a local region have IPv4 addresses, and " + cidr + " has not");
    }

    private static Addresses addresses(JsonNode network) {
        var whole = range(subnet(network));
        var dynamic = label(network, DYNAMIC);
        return new Addresses(whole, dynamic.isEmpty() ? whole : AddressRange.span(dynamic), network.path("IPAM").path("Config").path(0).path("Gateway").asText());
    }

    private Set<String> taken(JsonNode network) {
        var taken = new HashSet<String>();
        ends(containers(), network).forEach(end -> {
            taken.add(end.path("IPAddress").asText());
            taken.add(end.path("IPAMConfig").path("IPv4Address").asText());
        });
        return taken;
    }

    private JsonNode containers() {
        return wire.ask(Call.get("list containers", Route.to("/containers/json").with("all", 1))).json();
    }

    /// How containers are connected to a network. A container that never ran knows its network by name only, and the engine's own filter passes it over.
    private static List<JsonNode> ends(JsonNode containers, JsonNode network) {
        var ends = new ArrayList<JsonNode>();
        containers.forEach(container -> container.path("NetworkSettings").path("Networks").properties().forEach(end -> {
            var id = end.getValue().path("NetworkID").asText();
            if (id.isEmpty() ? end.getKey().equals(network.path("Name").asText()) : id.equals(network.path("Id").asText())) {
                ends.add(end.getValue());
            }
        }));
        return ends;
    }

    private Optional<JsonNode> find(String id) {
        return wire.find(Call.get("inspect network " + id, Route.to("/networks/{}", id))).map(Reply::json);
    }

    private static String subnet(JsonNode network) {
        return network.path("IPAM").path("Config").path(0).path("Subnet").asText();
    }

    private static String label(JsonNode network, String name) {
        return network.path("Labels").path(name).asText();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /// Where a machine will be.
    record Place(String network, String name, String address, List<String> nameServers) {}
}

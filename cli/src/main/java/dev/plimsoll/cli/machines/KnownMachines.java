package dev.plimsoll.cli.machines;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The machines of a project, put together from machines, regions and clusters.
public final class KnownMachines {
    private static final int SSH = 22;
    /// Whom the node image lets in.
    private static final String LOCAL_USER = "debian";

    private final Session session;
    private final Api api;

    public KnownMachines(Session session) {
        this.session = session;
        this.api = session.api();
    }

    public List<KnownMachine> all() throws IOException {
        var regions = listed(Kind.REGION).stream().collect(Collectors.toMap(KnownMachines::name, r -> r));
        var clusters = new HashMap<String, String>();
        listed(Kind.CLUSTER).forEach(cluster -> cluster.items("spec", "pools").forEach(pool -> clusters.put(pool.text(), name(cluster))));
        return listed(Kind.MACHINE).stream().map(machine -> known(machine, regions.getOrDefault(machine.text("spec", "region"), Json.NONE), clusters)).toList();
    }

    /// @throws Trouble when there is no machine of this name
    public KnownMachine named(String name) throws IOException {
        return all().stream().filter(machine -> machine.name().equals(name)).findFirst()
            .orElseThrow(() -> Trouble.notFound("there is no machine " + name + " in project " + session.project(), "plimsoll get machines lists them"));
    }

    private List<Json> listed(Kind kind) throws IOException {
        return api.list(Route.project(session.project(), kind.plural()));
    }

    private static KnownMachine known(Json machine, Json region, Map<String, String> clusters) {
        var spec = machine.at("spec");
        var status = machine.at("status");
        var pool = machine.text("metadata", "owner", "kind").equalsIgnoreCase("pool") ? machine.text("metadata", "owner", "name") : "";
        var host = region.items("spec", "hosts").stream().filter(h -> h.text("name").equals(status.text("zone"))).findFirst().orElse(Json.NONE);
        var addresses = texts(status, "addresses");
        var open = texts(status, "publicAddresses");
        var address = host.some("address").orElseGet(() -> Stream.concat(open.stream(), addresses.stream()).findFirst().orElse(""));
        var cloud = region.text("spec", "cloud");
        var user = host.exists() ? Optional.of(host.some("user").orElse("root")) : Optional.of(LOCAL_USER).filter(_ -> cloud.equals("local"));
        var level = status.items("conditions").stream().anyMatch(c -> c.text("type").equals("Level") && c.flag("holds"));
        var labels = new HashMap<String, String>();
        spec.members("template", "labels").forEach((name, value) -> labels.put(name, value.text()));
        return new KnownMachine(name(machine), address, host.number("port") > 0 ? (int) host.number("port") : SSH, user, host.some("hostKey"),
            name(machine) + "." + status.some("intent", "operation").orElse(machine.text("metadata", "uid")),
            new KnownMachine.Place(spec.some("role").orElse("standalone"), pool, clusters.getOrDefault(pool, ""), spec.text("region"), cloud, status.text("zone")),
            new KnownMachine.Standing(level, status.text("phase"), spec.text("template", "image"), spec.text("template", "flavor")), addresses, open, labels);
    }

    private static List<String> texts(Json object, String field) {
        return object.items(field).stream().map(Json::text).toList();
    }

    private static String name(Json resource) {
        return resource.text("metadata", "name");
    }
}

package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.screen.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the declaration of a cluster: a region, a network, pools of managers and workers, and the cluster. To standard output, to be kept and changed; with -y it is applied at once.
public final class ClusterSetup implements Verb {
    /// Clouds whose machines need nothing but a network.
    private static final String LOCAL = "local";

    private final Session session;
    private String name = "";
    private int managers = 1;
    private int workers = 2;
    private String cloud = LOCAL;
    private String region = "";
    private String cidr = "10.77.0.0/24";
    private String flavor = "";
    private String image = "";
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    public ClusterSetup(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "name of the cluster", text -> name = text)
            .option("--managers", "N", "machines that decide: an odd number (default: 1)", text -> managers = Values.number(text))
            .option("--workers", "N", "machines that only work (default: 2)", text -> workers = Values.number(text))
            .option("--cloud", "TYPE", "where the machines come from: local, simulated (default: local)", text -> cloud = text)
            .option("--region", "NAME", "a region that is declared already, instead of a new one", text -> region = text)
            .option("--cidr", "NETWORK", "addresses of its network (default: 10.77.0.0/24)", text -> cidr = text)
            .option("--flavor", "NAME", "size of the machines (default: what the cloud does without one)", text -> flavor = text)
            .option("--image", "NAME", "what the machines boot (default: what the cloud does without one)", text -> image = text)
            .flag("-y, --yes", "apply it at once, instead of writing it", () -> yes = true)
            .with(wait)
            .examples("plimsoll cluster setup shop --managers 3 --workers 2 --cloud local > cluster.yaml", "plimsoll cluster setup shop -y");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        if (managers < 1 || managers % 2 == 0) {
            throw Trouble.usage("a cluster has an odd number of managers, and " + managers + " is none", "3 bear the loss of one, 5 of two; 4 bear no more than 3");
        }
        if (workers < 0) {
            throw Trouble.usage("a cluster has no fewer than 0 workers", "--workers 2");
        }
        if (region.isEmpty() && !Set.of(LOCAL, "simulated").contains(cloud)) {
            throw Trouble.usage("a region of cloud '" + cloud + "' needs more than this can know, such as an endpoint and credentials", "declare the region first, then name it: --region NAME");
        }
        var text = documents().stream().map(d -> Yaml.text(Json.of(d))).collect(Collectors.joining("---\n"));
        if (!yes) {
            session.out().print(text);
            return ExitCode.DONE;
        }
        var api = session.api();
        var declared = new Declared(session.shell().folder(), Map.of("cluster.yaml", text), Set.of());
        return new Applying(session, api, wait, true).previewed(new Negotiation(session, api, declared, new Negotiation.Choices(Optional.empty(), Map.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), false)));
    }

    private List<Map<String, Object>> documents() {
        var all = new ArrayList<Map<String, Object>>();
        var where = region.isEmpty() ? name : region;
        if (region.isEmpty()) {
            all.add(document("Region", name, Map.of("cloud", cloud)));
        }
        all.add(document("Network", name, ordered("region", where, "cidr", cidr)));
        var pools = new ArrayList<String>();
        pools.add(name + "-managers");
        all.add(document("Pool", name + "-managers", pool("manager", managers, where)));
        if (workers > 0) {
            pools.add(name + "-workers");
            all.add(document("Pool", name + "-workers", pool("worker", workers, where)));
        }
        all.add(document("Cluster", name, Map.of("pools", pools)));
        return all;
    }

    private Map<String, Object> pool(String role, int count, String where) {
        var template = new LinkedHashMap<String, Object>();
        template.put("networks", List.of(name));
        if (!flavor.isEmpty()) {
            template.put("flavor", flavor);
        }
        if (!image.isEmpty()) {
            template.put("image", image);
        }
        return ordered("role", role, "count", count, "region", where, "template", template);
    }

    private static Map<String, Object> document(String kind, String name, Map<String, Object> spec) {
        return ordered("apiVersion", "plimsoll/v1", "kind", kind, "metadata", Map.of("name", name), "spec", spec);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}

package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.model.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a listing shows of each kind.
///
/// @param kind        of the rows
/// @param wide        whether to show everything worth a column
/// @param allProjects whether rows come from several projects
record KindTable(Kind kind, boolean wide, boolean allProjects) {

    Table of(List<Json> resources, Paint paint, Instant now) {
        var table = new Table(headings().toArray(String[]::new));
        resources.forEach(r -> table.row(cells(r, paint, now)));
        return table;
    }

    private List<String> headings() {
        var headings = new ArrayList<String>();
        if (allProjects && kind.inProject()) {
            headings.add("PROJECT");
        }
        headings.add("NAME");
        headings.addAll(switch (kind) {
            case ASSEMBLY -> List.of("LEVEL", "COMPONENTS", "RELEASE");
            case COMPONENT -> List.of("ASSEMBLY", "LEVEL", "READY", "IMAGE");
            case RELEASE -> List.of("ASSEMBLY", "NUMBER", "STATE");
            case ROUTE -> List.of("RULE", "TARGET", "TLS", "STATE", "ADDRESS");
            case PROJECT -> List.of("DESCRIPTION");
            case SECRET, CONFIG -> List.of("ENTRIES");
            case ENVIRONMENT -> List.of("VARIABLES", "FILES");
            case PLAN -> List.of("PARAMETERS", "COMPONENTS", "DESCRIPTION");
            case REGION, FLAVOR, NETWORK, FIREWALL, SSH_KEY, FLOATING_IP, POOL, MACHINE, CLUSTER, UPGRADE -> MachineCells.headings(kind);
            case ISSUER, CERTIFICATE, DNS_ZONE, DNS_RECORD, REGISTRATION, ANNOUNCEMENT -> NameCells.headings(kind);
        });
        headings.add("AGE");
        if (wide) {
            headings.addAll(switch (kind) {
                case ASSEMBLY -> List.of("LABELS", "WHY");
                case COMPONENT -> List.of("RESTARTS", "ADDRESSES", "WHY");
                case RELEASE -> List.of("IMAGES");
                case ROUTE -> List.of("ENTRYPOINTS", "PRIORITY", "WHY");
                case SECRET, CONFIG -> List.of("NAMES");
                case PROJECT, ENVIRONMENT, PLAN -> List.of("LABELS");
                case REGION, FLAVOR, NETWORK, FIREWALL, SSH_KEY, FLOATING_IP, POOL, MACHINE, CLUSTER, UPGRADE, ISSUER, CERTIFICATE, DNS_ZONE, DNS_RECORD, REGISTRATION, ANNOUNCEMENT -> List.of("WHY");
            });
        }
        return headings;
    }

    private List<String> cells(Json resource, Paint paint, Instant now) {
        var metadata = resource.at("metadata");
        var spec = resource.at("spec");
        var status = resource.at("status");
        var cells = new ArrayList<String>();
        if (allProjects && kind.inProject()) {
            cells.add(metadata.text("project"));
        }
        cells.add(metadata.text("name"));
        cells.addAll(switch (kind) {
            case ASSEMBLY -> List.of(level(resource, paint), status.number("levelComponents") + "/" + status.number("components"),
                or(number(status.number("release"))));
            case COMPONENT -> List.of(or(metadata.at("owner").text("name")), level(resource, paint), status.number("ready") + "/" + replicas(spec),
                or(spec.some("image").orElse(status.at("image").text("reference"))));
            case RELEASE -> List.of(or(metadata.at("owner").text("name")), number(spec.number("number")), or(condition(resource).text("reason")));
            case ROUTE -> List.of(RouteCells.rule(spec), RouteCells.target(spec), RouteCells.tls(spec), level(resource, paint) + RouteCells.rivals(status), or(joined(resource.items("status", "addresses").stream().limit(2).map(Json::text))));
            case PROJECT -> List.of(or(spec.text("description")));
            case SECRET, CONFIG -> List.of(Integer.toString(spec.members("data").size()));
            case ENVIRONMENT -> List.of(Integer.toString(spec.members("variables").size()), Integer.toString(spec.items("files").size()));
            case PLAN -> List.of(Integer.toString(spec.members("parameters").size()), Integer.toString(spec.members("topology", "components").size()),
                or(spec.text("description")));
            case REGION, FLAVOR, NETWORK, FIREWALL, SSH_KEY, FLOATING_IP, POOL, MACHINE, CLUSTER, UPGRADE -> MachineCells.cells(kind, spec, status, level(resource, paint));
            case ISSUER, CERTIFICATE, DNS_ZONE, DNS_RECORD, REGISTRATION, ANNOUNCEMENT -> NameCells.cells(kind, spec, status, level(resource, paint));
        });
        cells.add(Ages.age(metadata.text("createdAt"), now));
        if (wide) {
            cells.addAll(more(resource));
        }
        return cells.stream().map(c -> c.indexOf('\u001b') >= 0 ? c : Paint.tame(c)).toList();
    }

    private List<String> more(Json resource) {
        var spec = resource.at("spec");
        return switch (kind) {
            case ASSEMBLY -> List.of(labels(resource), or(condition(resource).text("sentence")));
            case COMPONENT -> List.of(Long.toString(resource.items("status", "instances").stream().mapToLong(i -> i.number("restarts")).sum()),
                or(joined(resource.items("status", "instances").stream().flatMap(i -> i.items("addresses").stream()).map(Json::text))),
                or(condition(resource).text("sentence")));
            case RELEASE -> List.of(or(joined(spec.members("assembly", "topology", "components").values().stream().map(c -> c.text("image")))));
            case ROUTE -> List.of(or(joined(spec.items("entryPoints").stream().map(Json::text))), or(number(spec.number("priority"))),
                or(condition(resource).text("sentence")));
            case SECRET, CONFIG -> List.of(or(joined(spec.members("data").keySet().stream())));
            case PROJECT, ENVIRONMENT, PLAN -> List.of(labels(resource));
            case REGION, FLAVOR, NETWORK, FIREWALL, SSH_KEY, FLOATING_IP, POOL, MACHINE, CLUSTER, UPGRADE, ISSUER, CERTIFICATE, DNS_ZONE, DNS_RECORD, REGISTRATION, ANNOUNCEMENT -> List.of(or(condition(resource).text("sentence")));
        };
    }

    /// What is as usual is not written.
    private static long replicas(Json spec) {
        return spec.at("replicas").exists() ? spec.number("replicas") : 1;
    }

    private static String level(Json resource, Paint paint) {
        if (resource.at("metadata", "deletedAt").exists()) {
            return paint.faint("deleting");
        }
        var condition = condition(resource);
        return condition.flag("holds") ? paint.good("level") : paint.warn(condition.some("reason").orElse("unknown"));
    }

    private static Json condition(Json resource) {
        return resource.items("status", "conditions").stream().filter(c -> c.text("type").equals("Level")).findFirst().orElse(Json.NONE);
    }

    private static String labels(Json resource) {
        return or(joined(resource.members("metadata", "labels").entrySet().stream().map(e -> e.getKey() + "=" + e.getValue().text())));
    }

    private static String joined(Stream<String> texts) {
        return texts.distinct().collect(Collectors.joining(","));
    }

    private static String number(long number) {
        return number == 0 ? "" : Long.toString(number);
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : text;
    }
}

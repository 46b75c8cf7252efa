package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What can be scraped, and where: what Prometheus is told at this moment. No kind, because nobody declares it.
final class Targets {
    static final String WORD = "targets";
    private static final String META = "__meta_plimsoll_";

    private final Session session;
    private final OutputOptions output;

    Targets(Session session, OutputOptions output) {
        this.session = session;
        this.output = output;
    }

    /// @param project  empty for all
    /// @param selector labels, as `get` takes them; may be empty
    void list(String project, String selector) throws IOException {
        var found = session.api().get(Route.of("v1", "discovery", "prometheus").with("project", project).with("labels", selector)).items().stream()
            .sorted(Comparator.comparing((Json t) -> label(t, "project")).thenComparing(t -> label(t, "exporter")).thenComparing(t -> label(t, "instance"))).toList();
        switch (output.form) {
            case json, yaml -> output.document(Json.of(Map.of("items", found.stream().map(Json::plain).toList())), session);
            case name -> found.forEach(t -> session.out().println(address(t)));
            case table, wide -> {
                if (found.isEmpty()) {
                    session.say("nothing tells figures" + (project.isEmpty() ? "" : " in project " + project) + (selector.isEmpty() ? "" : " with " + selector)
                        + "; components do with the label prometheus.io/scrape: \"true\", machines with nodeExporter: true in their setup");
                } else {
                    output.table(table(found, project.isEmpty()), session);
                }
            }
        }
    }

    private Table table(List<Json> found, boolean projects) {
        boolean wide = output.form == OutputOptions.Form.wide;
        var headings = new ArrayList<>(List.of("EXPORTER", "OF", "MACHINE", "READY", "URL"));
        if (projects) {
            headings.addFirst("PROJECT");
        }
        if (wide) {
            headings.addAll(List.of("INSTANCE", "CLUSTER", "PUBLISHED"));
        }
        var table = new Table(headings.toArray(String[]::new));
        for (var target : found) {
            var cells = new ArrayList<>(List.of(label(target, "exporter"), of(target), or(label(target, "machine")), label(target, "ready"), url(target)));
            if (projects) {
                cells.addFirst(label(target, "project"));
            }
            if (wide) {
                cells.addAll(List.of(or(label(target, "instance")), or(label(target, "cluster")), or(label(target, "address_published"))));
            }
            table.row(cells.stream().map(Paint::tame).toList());
        }
        return table;
    }

    /// `shop/web`, or what sort it is.
    private static String of(Json target) {
        var component = label(target, "component");
        var assembly = label(target, "assembly");
        return component.isEmpty() ? label(target, "sort") : assembly.isEmpty() ? component : assembly + "/" + component;
    }

    private static String url(Json target) {
        return target.text("labels", "__scheme__") + "://" + address(target) + target.text("labels", "__metrics_path__");
    }

    private static String address(Json target) {
        return target.items("targets").getFirst().text();
    }

    private static String label(Json target, String name) {
        return target.text("labels", META + name);
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : text;
    }
}

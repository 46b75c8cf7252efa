package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lists resources of a kind, or the ones named; or what can be scraped.
public final class Get implements Verb {
    private final Session session;
    private final List<String> words = new ArrayList<>();
    private String selector = "";
    private boolean allProjects;
    private final OutputOptions output = new OutputOptions();

    public Get(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.some("KIND [NAME…]", "a kind, and names; or KIND/NAME; or targets: what can be scraped, and where", words::add)
            .option("-l, --selector", "LABELS", "only those with these labels, such as tier=web,env=prod", text -> selector = text)
            .flag("-A, --all-projects", "of every project", () -> allProjects = true)
            .with(output)
            .examples("plimsoll get assemblies", "plimsoll get components -l tier=web -o wide", "plimsoll get assembly/hello -o yaml", "plimsoll get targets -o json");
    }

    @Override
    public int run() throws IOException {
        if (words.equals(List.of(Targets.WORD))) {
            new Targets(session, output).list(allProjects ? "" : session.project(), selector);
            return ExitCode.DONE;
        }
        var refs = Ref.parse(words, session.project());
        var kind = refs.isEmpty() ? Ref.kind(words.getFirst()) : refs.getFirst().kind();
        var api = session.api();
        var resources = refs.isEmpty() ? listed(api, kind) : named(api, refs);
        switch (output.form) {
            case table, wide -> table(kind, resources);
            case name -> resources.forEach(r -> session.out().println(kind.singular() + "/" + r.text("metadata", "name")));
            case json, yaml -> output.document(refs.size() == 1 ? resources.getFirst() : Json.of(Map.of("items", resources)), session);
        }
        return ExitCode.DONE;
    }

    private List<Json> listed(Api api, Kind kind) throws IOException {
        var route = allProjects || !kind.inProject() ? Route.of("v1", kind.plural()) : Route.project(session.project(), kind.plural());
        return api.list(route.with("labels", selector));
    }

    private List<Json> named(Api api, List<Ref> refs) throws IOException {
        var resources = new ArrayList<Json>();
        for (var ref : refs) {
            resources.add(api.get(ref.route()));
        }
        return resources;
    }

    private void table(Kind kind, List<Json> resources) {
        if (resources.isEmpty()) {
            session.say("there are no " + kind.plural() + (selector.isEmpty() ? "" : " with " + selector)
                + (kind.inProject() && !allProjects ? " in project " + session.project() : ""));
            return;
        }
        var form = new KindTable(kind, output.form == OutputOptions.Form.wide, allProjects);
        output.table(form.of(resources, session.paint(), session.shell().clock().instant()), session);
    }
}

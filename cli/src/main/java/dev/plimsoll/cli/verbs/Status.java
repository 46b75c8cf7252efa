package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Feed;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.LiveBlock;
import dev.plimsoll.cli.screen.TerminalSize;
import dev.plimsoll.cli.screen.TreeLines;
import dev.plimsoll.cli.watch.Interruption;
import dev.plimsoll.cli.watch.Trees;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The tree of what is level and what is not.
public final class Status implements Verb {
    /// What has parts, and so a tree.
    private static final List<Kind> WITH_PARTS = List.of(Kind.ASSEMBLY, Kind.CLUSTER, Kind.POOL);
    private static final Duration TICK = Duration.ofSeconds(1);
    private final Session session;
    private final List<String> names = new ArrayList<>();
    private boolean watch;
    private boolean instances;
    private final OutputOptions output = new OutputOptions();

    public Status(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.any("ASSEMBLY", "only these, or pool/NAME, upgrade/NAME (default: all of the project)", names::add)
            .flag("-w, --watch", "keep looking until Ctrl-C", () -> watch = true)
            .flag("-i, --instances", "show every instance (-o wide: with the engine's names)", () -> instances = true)
            .with(output)
            .examples("plimsoll status", "plimsoll status hello -w");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var api = session.api();
        if (watch) {
            return watched(api);
        }
        var found = new ArrayList<Json>();
        for (var assembly : assemblies(api)) {
            found.add(api.get(assembly.route("tree")));
        }
        var trees = TreeLines.roots(found);
        switch (output.form) {
            case table, wide -> lines(found).forEach(session.out()::println);
            case name -> trees.forEach(t -> session.out().println(t.text("kind") + "/" + t.text("name") + " " + TreeLines.state(t)));
            case json, yaml -> output.document(names.size() == 1 ? trees.getFirst() : Json.of(Map.of("items", trees)), session);
        }
        if (trees.isEmpty() && output.forPeople()) {
            nothing();
        }
        return ExitCode.DONE;
    }

    private int watched(Api api) throws IOException, InterruptedException {
        try (var trees = new Trees(api)) {
            var first = assemblies(api);
            first.forEach(trees::follow);
            if (names.isEmpty()) {
                WITH_PARTS.forEach(kind -> Feed.start(api, Route.project(session.project(), kind.plural()).with("watch", "true").with("fields", "summary"),
                    Feed.Listener.of(event -> followOrForget(event.name(), Ref.of(kind, session.project(), event.data().text("metadata", "name")), trees), _ -> { })));
            }
            if (first.isEmpty()) {
                nothing();
            }
            return session.shell().terminal().out() ? onScreen(trees) : inBlocks(trees);
        }
    }

    private static void followOrForget(String event, Ref ref, Trees trees) {
        if (event.equals("changed")) {
            trees.follow(ref);
        } else if (event.equals("removed")) {
            trees.forget(ref);
        }
    }

    private int onScreen(Trees trees) throws InterruptedException {
        var terminal = session.shell().terminal();
        var block = new LiveBlock(session.out(), TerminalSize.following(terminal));
        try (block; var _ = new Interruption(session, block::close, "stopped watching")) {
            for (var seen = 0L;; seen = trees.await(seen, TICK)) {
                block.show(lines(trees.known().values()));
            }
        }
    }

    private int inBlocks(Trees trees) throws InterruptedException {
        var last = List.<String>of();
        for (var seen = 0L;; seen = trees.await(seen, TICK)) {
            var lines = lines(trees.known().values());
            if (trees.complete() && !ageless(lines).equals(ageless(last))) {
                lines.forEach(session.out()::println);
                session.out().println();
                session.out().flush();
                last = lines;
            }
        }
    }

    private static List<String> ageless(List<String> lines) {
        return lines.stream().map(l -> l.replaceAll("\\b\\d+[smhd](\\d+s)?\\b", "")).toList();
    }

    private List<Ref> assemblies(Api api) throws IOException {
        if (!names.isEmpty()) {
            return names.stream().map(n -> n.contains("/") ? Ref.parse(n, session.project()) : Ref.of(Kind.ASSEMBLY, session.project(), n)).toList();
        }
        var refs = new ArrayList<Ref>();
        for (var kind : WITH_PARTS) {
            api.list(Route.project(session.project(), kind.plural()).with("fields", "summary")).forEach(r -> refs.add(Ref.of(kind, session.project(), r.text("metadata", "name"))));
        }
        return refs;
    }

    private List<String> lines(Collection<Json> trees) {
        var which = output.form == OutputOptions.Form.wide ? TreeLines.Instances.NAMED
            : instances ? TreeLines.Instances.ALL : TreeLines.Instances.WHERE_THEY_TELL;
        var screen = new TreeLines(session.paint(), session.shell().clock().instant(), which);
        return TreeLines.roots(trees).stream().flatMap(t -> screen.lines(t).stream()).toList();
    }

    private void nothing() {
        session.say("nothing is declared in project " + session.project() + " yet; try: plimsoll apply examples/hello");
    }
}

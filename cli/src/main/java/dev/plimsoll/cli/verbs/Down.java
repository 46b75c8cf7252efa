package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.IngressSetup;
import dev.plimsoll.cli.host.PlaneProcess;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.cli.watch.GoneWait;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Stops the control plane. What it deployed goes on running, unless everything is to go.
public final class Down implements Verb {
    /// What stands for something in a cloud, on a given host or at a name server in a register or an etcd.
    private static final List<Kind> OUTSIDE = List.of(Kind.UPGRADE, Kind.POOL, Kind.MACHINE, Kind.FLOATING_IP, Kind.FIREWALL, Kind.SSH_KEY, Kind.NETWORK, Kind.REGION, Kind.DNS_RECORD, Kind.DNS_ZONE, Kind.REGISTRATION, Kind.ANNOUNCEMENT);
    private final Session session;
    private boolean all;
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    public Down(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.flag("--all", "first remove everything it made: instances, networks, volumes with their data, images, machines, records; and prove it", () -> all = true)
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .with(wait)
            .examples("plimsoll down", "plimsoll down --all -y");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var plane = new PlaneProcess(session);
        var running = plane.answering();
        if (all) {
            var api = new Api(running.orElseThrow(() -> Trouble.failed("no control plane runs with the state folder " + session.state()
                + ", and only it knows what it made", "start it with plimsoll up, then try again")));
            var end = everything(api);
            if (end != ExitCode.DONE) {
                return end;
            }
        }
        var ended = plane.stop();
        if (all && IngressSetup.ended(session.state())) {
            session.say("HAProxy has ended; nothing serves routes any more");
        }
        session.say(ended ? "the control plane has ended; its state stays in " + session.state()
            : "no control plane runs with the state folder " + session.state());
        return ExitCode.DONE;
    }

    private int everything(Api api) throws IOException, InterruptedException {
        var waves = waves(api);
        var doomed = waves.stream().flatMap(List::stream).toList();
        var names = doomed.stream().map(Ref::key).collect(Collectors.joining(", "));
        var question = doomed.isEmpty() ? "Remove the images it built and stop the control plane"
            : "Delete " + names + " with their volumes and all data in them, and stop the control plane";
        if (!new Question(session, yes).agreed(question)) {
            session.say("nothing was removed");
            return ExitCode.FAILED;
        }
        for (var wave : waves) {
            for (var ref : wave) {
                api.delete(ref.kind() == Kind.ASSEMBLY ? ref.route().with("volumes", "true") : ref.route());
            }
            var end = new GoneWait(session, api, wait.timeout).until(wave);
            if (end != ExitCode.DONE) {
                return end;
            }
        }
        return proved(api);
    }

    /// What runs, then what it ran on, then the machines and what else clouds and name servers have of ours. Within a wave each waits for what it needs.
    private List<List<Ref>> waves(Api api) throws IOException {
        var running = new ArrayList<>(refs(api, Kind.ASSEMBLY));
        running.addAll(free(api, Kind.COMPONENT));
        running.addAll(free(api, Kind.ROUTE));
        var outside = new ArrayList<Ref>();
        for (var kind : OUTSIDE) {
            outside.addAll(free(api, kind));
        }
        return List.of(running, refs(api, Kind.CLUSTER), outside);
    }

    private int proved(Api api) throws IOException {
        var removed = api.delete(Route.of("v1", "images")).items("removed");
        if (!removed.isEmpty()) {
            session.say("removed " + removed.size() + (removed.size() == 1 ? " image" : " images") + " it built: "
                + removed.stream().map(Json::text).collect(Collectors.joining(", ")));
        }
        var left = api.get(Route.of("v1", "inventory")).items("items");
        if (left.isEmpty()) {
            session.say("nothing of this control plane is left on the engine: no instance, network, volume or image");
            return ExitCode.DONE;
        }
        var table = new Table("TYPE", "NAME", "PROJECT", "ASSEMBLY");
        left.forEach(i -> table.row(i.text("type"), i.text("name"), i.text("project"), i.text("assembly")));
        table.lines(true, Optional.empty()).forEach(session::say);
        throw Trouble.failed(left.size() + " things of this control plane are still on the engine; it was not stopped", "wait a moment and try again");
    }

    private static List<Ref> refs(Api api, Kind kind) throws IOException {
        return api.list(Route.of("v1", kind.plural()).with("fields", "summary")).stream()
            .map(r -> Ref.of(kind, r.text("metadata", "project"), r.text("metadata", "name"))).toList();
    }

    /// Those that nobody else declared, and that go with nobody else.
    private static List<Ref> free(Api api, Kind kind) throws IOException {
        return api.list(Route.of("v1", kind.plural()).with("fields", "summary")).stream().filter(r -> !r.at("metadata", "owner").exists())
            .map(r -> Ref.of(kind, r.text("metadata", "project"), r.text("metadata", "name"))).toList();
    }
}

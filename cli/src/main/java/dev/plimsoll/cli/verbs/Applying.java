package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.PreviewScreen;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Addresses;
import dev.plimsoll.cli.screen.Findings;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The way from a declaration to a level assembly: show what would change, ask, do it exactly so, wait, say where it can be reached.
final class Applying {
    /// What has parts of its own, which take their time; the rest is level with them.
    private static final Set<Kind> WAITED_FOR = Set.of(Kind.ASSEMBLY, Kind.POOL, Kind.CLUSTER, Kind.UPGRADE);

    private final Session session;
    private final Api api;
    private final WaitOptions wait;
    private final boolean yes;

    /// @param yes whether to go on without asking
    Applying(Session session, Api api, WaitOptions wait, boolean yes) {
        this.session = session;
        this.api = api;
        this.wait = wait;
        this.yes = yes;
    }

    /// Previews, and applies what was agreed to. When nobody is to be asked, the answer to the apply says the same, and it need not be worked out twice.
    int previewed(Negotiation negotiation) throws IOException, InterruptedException {
        if (yes) {
            return applied(negotiation, Optional.empty());
        }
        var preview = negotiation.preview();
        Findings.lines(preview.items("findings"), session.talkPaint()).forEach(session::say);
        var screen = new PreviewScreen(session.talkPaint(), session.project());
        session.say(String.join("\n", screen.lines(preview)));
        if (!PreviewScreen.changes(preview)) {
            return level(preview);
        }
        var deleted = screen.deleted(preview);
        var question = deleted.isEmpty() ? "Apply this" : "Apply this and delete " + String.join(", ", deleted);
        if (!new Question(session, yes).agreed(question)) {
            session.say("nothing was changed");
            return ExitCode.FAILED;
        }
        return level(negotiation.apply(Optional.of(preview.text("fingerprint"))));
    }

    /// Applies what a saved preview said.
    int saved(Negotiation negotiation, String fingerprint) throws IOException, InterruptedException {
        return applied(negotiation, Optional.of(fingerprint));
    }

    private int applied(Negotiation negotiation, Optional<String> fingerprint) throws IOException, InterruptedException {
        var answer = negotiation.apply(fingerprint);
        Findings.lines(answer.items("findings"), session.talkPaint()).forEach(session::say);
        session.say(String.join("\n", new PreviewScreen(session.talkPaint(), session.project()).lines(answer)));
        return level(answer);
    }

    private int level(Json answer) throws IOException, InterruptedException {
        var assemblies = assemblies(answer);
        if (wait.detach) {
            session.say("declared; the work goes on. Look with: plimsoll status -w");
        }
        var end = wait.untilLevel(assemblies, session, api);
        if (end == ExitCode.DONE && !wait.detach) {
            for (var assembly : assemblies) {
                reached(assembly);
            }
        }
        return end;
    }

    private void reached(Ref assembly) throws IOException {
        var addresses = new LinkedHashSet<String>();
        if (assembly.kind() == Kind.ASSEMBLY) {
            addresses(api.get(assembly.route("tree")), addresses);
        }
        var urls = Addresses.urls(List.copyOf(addresses));
        session.say(session.talkPaint().strong(assembly.name()) + " is " + session.talkPaint().good("level")
            + (urls.isEmpty() ? "" : " and answers at"));
        urls.forEach(session.out()::println);
    }

    private static void addresses(Json node, Set<String> into) {
        node.items("addresses").forEach(a -> into.add(a.text()));
        node.items("children").forEach(c -> addresses(c, into));
    }

    private Set<Ref> assemblies(Json answer) throws IOException {
        var gone = new LinkedHashSet<String>();
        answer.items("changes").stream().filter(c -> c.text("action").equals("delete")).forEach(c -> gone.add(c.text("key")));
        var assemblies = new LinkedHashSet<Ref>();
        answer.items("resources").stream().map(Json::text).filter(k -> !gone.contains(k)).map(k -> Ref.parse(k, session.project()))
            .filter(r -> WAITED_FOR.contains(r.kind())).forEach(assemblies::add);
        assemblies.removeAll(shownInClusters(assemblies));
        return assemblies;
    }

    /// Pools whose machines their cluster shows.
    private Set<Ref> shownInClusters(Set<Ref> waited) throws IOException {
        var pools = new LinkedHashSet<Ref>();
        for (var cluster : waited.stream().filter(r -> r.kind() == Kind.CLUSTER).toList()) {
            api.get(cluster.route()).at("spec").items("pools").forEach(pool -> pools.add(Ref.of(Kind.POOL, cluster.project(), pool.text())));
        }
        return pools;
    }
}

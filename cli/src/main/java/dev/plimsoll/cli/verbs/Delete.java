package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.cli.watch.GoneWait;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes declared things away, with everything outside that belongs to them.
public final class Delete implements Verb {
    private final Session session;
    private final List<String> words = new ArrayList<>();
    private boolean volumes;
    private boolean force;
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    public Delete(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.some("KIND NAME", "a kind and names, or KIND/NAME", words::add)
            .flag("--volumes", "also delete the named volumes of assemblies, with what is in them", () -> volumes = true)
            .flag("--force", "forget a region whose cloud cannot be asked any more, with all that is declared in it; what was made there stays, and its ids are told", () -> force = true)
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .with(wait)
            .examples("plimsoll delete assembly hello", "plimsoll delete assembly/hello --volumes -y");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var refs = Ref.parse(words, session.project());
        if (refs.isEmpty()) {
            throw Trouble.usage("delete which " + words.getFirst() + "?", "plimsoll get " + words.getFirst() + " lists them");
        }
        if (force && refs.stream().anyMatch(ref -> ref.kind() != Kind.REGION)) {
            throw Trouble.usage("only regions can be deleted with --force", "everything else goes when what it made is gone; plimsoll why says what is in the way");
        }
        var api = session.api();
        for (var ref : refs) {
            api.get(ref.route());
        }
        if (force) {
            return forgotten(refs, api);
        }
        var names = refs.stream().map(Ref::brief).collect(Collectors.joining(", "));
        var data = volumes ? " with their volumes and all data in them" : "";
        if (!new Question(session, yes).agreed("Delete " + names + data)) {
            session.say("nothing was deleted");
            return ExitCode.FAILED;
        }
        for (var ref : refs) {
            api.delete(ref.kind() == Kind.ASSEMBLY ? ref.route().with("volumes", volumes ? "true" : "") : ref.route());
        }
        return wait.detach ? ExitCode.DONE : new GoneWait(session, api, wait.timeout).until(refs);
    }

    private int forgotten(List<Ref> refs, Api api) throws IOException {
        var names = refs.stream().map(Ref::brief).collect(Collectors.joining(", "));
        if (!new Question(session, yes).agreed("Forget " + names + " with everything declared in it, and leave what was made there as it is")) {
            session.say("nothing was forgotten");
            return ExitCode.FAILED;
        }
        var table = new Table("KIND", "ID", "NAME", "OWNER", "REASON");
        for (var ref : refs) {
            api.delete(ref.route().with("force", "true")).items("status", "leftBehind")
                .forEach(l -> table.row(l.text("kind"), Paint.tame(l.text("id")), Paint.tame(l.text("name")), l.text("owner"), Paint.tame(l.text("reason"))));
        }
        if (!table.isEmpty()) {
            table.lines(true, Optional.empty()).forEach(session.out()::println);
        }
        session.say(names + " is forgotten" + (table.isEmpty() ? "; nothing is left behind there" : "; what is listed is left behind: nobody here knows of it any more"));
        return ExitCode.DONE;
    }
}

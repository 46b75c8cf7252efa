package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.cli.watch.GoneWait;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Takes declared things away, with everything outside that belongs to them.
public final class Delete implements Verb {
    private final Session session;
    private final List<String> words = new ArrayList<>();
    private boolean volumes;
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    public Delete(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.some("KIND NAME", "a kind and names, or KIND/NAME", words::add)
            .flag("--volumes", "also delete the named volumes of assemblies, with what is in them", () -> volumes = true)
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
        var api = session.api();
        for (var ref : refs) {
            api.get(ref.route());
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
}

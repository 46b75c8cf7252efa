package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The way out when most managers of a cluster are lost for good: one that has the state goes on alone, and the others join again.
public final class ClusterRecover implements Verb {
    private final Session session;
    private String name = "";
    private String from = "";
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    public ClusterRecover(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "name of the cluster", text -> name = text)
            .option("--from", "MACHINE", "a manager that answers: its state counts", text -> from = text)
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .with(wait)
            .examples("plimsoll cluster recover shop --from shop-managers-2 --yes");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        if (from.isEmpty()) {
            throw Trouble.usage("recover the cluster from which manager?", "plimsoll cluster recover " + name + " --from MACHINE; plimsoll describe cluster " + name + " says which answer");
        }
        if (!new Question(session, yes).agreed("Make " + from + " the only manager of cluster " + name + "; changes that only the lost managers knew are gone")) {
            session.say("nothing was changed");
            return ExitCode.FAILED;
        }
        var ref = Ref.of(Kind.CLUSTER, session.project(), name);
        var api = session.api();
        api.post(ref.route("recover"), Map.of("from", from));
        session.say("cluster " + name + " is being recovered from " + from + "; its other managers join again when they answer");
        return wait.untilLevel(List.of(ref), session, api);
    }
}

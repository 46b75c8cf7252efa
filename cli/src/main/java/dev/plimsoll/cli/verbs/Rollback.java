package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.PreviewScreen;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.screen.Findings;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Goes back to an earlier release: its images by digest, its configs and its secrets.
public final class Rollback implements Verb {
    private final Session session;
    private String assembly = "";
    private int release;
    private boolean yes;
    private final WaitOptions wait = new WaitOptions();

    public Rollback(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("ASSEMBLY", "name of the assembly", text -> assembly = text)
            .perhaps("RELEASE", "number of a release (default: the newest level one before the current)", text -> release = Values.number(text))
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .with(wait)
            .examples("plimsoll rollback hello", "plimsoll rollback hello 3", "plimsoll get releases");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var ref = Ref.of(Kind.ASSEMBLY, session.project(), assembly);
        var api = session.api();
        var body = Map.of("release", release);
        var preview = api.post(ref.route("rollback").with("dryRun", "true"), body);
        Findings.lines(preview.items("findings"), session.talkPaint()).forEach(session::say);
        new PreviewScreen(session.talkPaint(), session.project()).lines(preview).forEach(session::say);
        if (PreviewScreen.changes(preview)) {
            if (!new Question(session, yes).agreed("Roll " + assembly + " back" + (release > 0 ? " to release " + release : ""))) {
                session.say("nothing was changed");
                return ExitCode.FAILED;
            }
            api.post(ref.route("rollback"), body);
        }
        return wait.untilLevel(List.of(ref), session, api);
    }
}

package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Looks now, instead of after the usual grace, for what carries this control plane's stamp in clouds and on its engine and belongs to nobody; shows it, asks, and removes it.
public final class Sweep implements Verb {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Session session;
    private boolean dryRun;
    private boolean yes;
    private String region = "";
    private final OutputOptions output = new OutputOptions();

    public Sweep(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.flag("--dry-run", "show what would be removed, and remove nothing", () -> dryRun = true)
            .option("--region", "NAME", "only in this region's cloud (default: all regions, and the engine)", text -> region = text)
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .with(output)
            .examples("plimsoll sweep --dry-run", "plimsoll sweep --region here -y");
    }

    @Override
    public int run() throws IOException {
        var api = new Api(session.place(), PATIENCE);
        var found = asked(api, true);
        int count = found.items("strays").size();
        if (dryRun || count == 0) {
            return told(found, dryRun ? "nothing was removed" : "");
        }
        if (output.forPeople() && !yes) {
            table(found);
        }
        if (!new Question(session, yes).agreed("Remove " + (count == 1 ? "this" : "these " + count))) {
            session.say("nothing was removed");
            return ExitCode.FAILED;
        }
        return told(asked(api, false), "");
    }

    private Json asked(Api api, boolean onlyLook) throws IOException {
        var route = Route.of("v1", "sweep").with("dryRun", onlyLook ? "true" : "").with("region", region.isEmpty() ? "" : Ref.of(Kind.REGION, session.project(), region).key());
        return api.post(route, Map.of());
    }

    private int told(Json swept, String more) {
        var strays = swept.items("strays");
        var left = strays.stream().filter(s -> s.text("became").equals("left")).count();
        if (!output.forPeople()) {
            output.document(swept, session);
        } else if (!strays.isEmpty()) {
            table(swept);
        }
        swept.members("silent").forEach((place, sentence) -> session.say(place + " could not be looked at: " + Paint.tame(sentence.text())));
        session.say(strays.isEmpty() ? "nothing of this control plane belongs to nobody" : strays.size() + (strays.size() == 1 ? " object belongs" : " objects belong") + " to nobody"
            + (left > 0 ? "; " + left + " left behind, for the reasons above" : "") + (more.isEmpty() ? "" : "; " + more));
        return left > 0 || !swept.members("silent").isEmpty() ? ExitCode.PARTLY : ExitCode.DONE;
    }

    private void table(Json swept) {
        var table = new Table("PLACE", "KIND", "NAME", "ID", "OWNER", "BECAME");
        swept.items("strays").forEach(s -> table.row(s.text("place"), s.text("kind"), Paint.tame(s.text("name")), Paint.tame(s.text("id")), s.text("owner"),
            s.text("became") + s.some("sentence").map(sentence -> ": " + Paint.tame(sentence)).orElse("")));
        output.table(table, session);
    }
}

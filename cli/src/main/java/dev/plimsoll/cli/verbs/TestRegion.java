package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks a region's cloud now whether it answers, and what the credentials may do.
public final class TestRegion implements Verb {
    /// Hosts and clouds that do not answer are waited for.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Session session;
    private String name = "";
    private final OutputOptions output = new OutputOptions();

    public TestRegion(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "a region", text -> name = text.replaceFirst("^region/", ""))
            .with(output)
            .examples("plimsoll region test here", "plimsoll region test racks -o json");
    }

    @Override
    public int run() throws IOException {
        var tested = new Api(session.place(), PATIENCE).post(Ref.of(Kind.REGION, session.project(), name).route("test"), Map.of());
        if (!output.forPeople()) {
            output.document(tested, session);
            return tested.flag("answers") ? ExitCode.DONE : ExitCode.FAILED;
        }
        if (!tested.flag("answers")) {
            throw Trouble.failed("region " + name + " (" + tested.text("cloud") + "): " + Paint.tame(tested.text("sentence")) + " [" + tested.text("code") + "]",
                "change the region or its secret, then test again");
        }
        lines(tested);
        return ExitCode.DONE;
    }

    private void lines(Json tested) {
        line("cloud", tested.text("cloud"));
        line("answers", tested.text("version"));
        line("account", tested.text("account"));
        line("may", words(tested.items("abilities")));
        line("cannot", words(tested.items("lacking")));
        line("zones", words(tested.items("zones")));
        line("flavors", tested.items("flavors").stream().map(f -> f.text("name") + " (" + f.number("cpus") + " cpus, " + (f.number("memory") >> 20) + " MiB)").collect(Collectors.joining(", ")));
        line("images", words(tested.items("images")));
        tested.items("quotas").forEach(q -> line("quota", q.text("name") + ": " + q.number("used") + " of " + (q.number("limit") < 0 ? "no limit" : q.number("limit")) + " used"));
        tested.members("details").forEach((what, value) -> line(what, value.text()));
    }

    private void line(String what, String value) {
        if (!value.isEmpty()) {
            session.out().println(session.paint().faint(what + ":") + " " + Paint.tame(value));
        }
    }

    private static String words(List<Json> items) {
        return items.stream().map(Json::text).collect(Collectors.joining(", "));
    }
}

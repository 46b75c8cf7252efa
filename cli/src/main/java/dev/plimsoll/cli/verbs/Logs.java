package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.watch.Interruption;
import dev.plimsoll.model.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What instances write.
public final class Logs implements Verb {
    private static final Duration PATIENCE = Duration.ofDays(1);
    private final Session session;
    private final Map<String, Integer> colours = new LinkedHashMap<>();
    private int width;
    private String target = "";
    private String component = "";
    private boolean follow;
    private String since = "";
    private String tail = "";
    private String slot = "";
    private boolean timestamps;
    private boolean noPrefix;

    public Logs(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("ASSEMBLY", "an assembly, or component/NAME", text -> target = text)
            .perhaps("COMPONENT", "only this one's", text -> component = text)
            .flag("-f, --follow", "keep reading until Ctrl-C", () -> follow = true)
            .option("--since", "TIME", "from then on: 10m, 2h, or a time such as 2026-01-31T12:00:00Z", text -> since = text)
            .option("--tail", "N", "only the last lines of each instance", text -> tail = text)
            .option("--slot", "N", "only the instance of this number", text -> slot = text)
            .flag("-t, --timestamps", "with the time of each line", () -> timestamps = true)
            .flag("--no-prefix", "without the name of the instance", () -> noPrefix = true)
            .examples("plimsoll logs hello", "plimsoll logs hello web -f --tail 20", "plimsoll logs component/hello-web --since 10m");
    }

    @Override
    public int run() throws IOException {
        var api = session.api();
        var patient = new Api(api.place(), PATIENCE);
        try (var in = patient.stream(route(api), "application/x-ndjson", Map.of())) {
            if (!follow) {
                return print(in);
            }
            try (var _ = new Interruption(session, () -> { }, "stopped following")) {
                return print(in);
            }
        }
    }

    private Route route(Api api) throws IOException {
        var ref = target.startsWith("component/") ? new Parts(session, api).component(target)
            : Ref.of(Kind.ASSEMBLY, session.project(), target.startsWith("assembly/") ? target.substring("assembly/".length()) : target);
        return ref.route("logs").with("follow", follow ? "true" : "").with("since", since).with("tail", tail).with("component", component).with("slot", slot);
    }

    private int print(InputStream in) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var paint = session.paint();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                session.out().println(text(JsonText.read(line), paint));
            }
            if (!lines.ready()) {
                session.out().flush();
            }
        }
        return ExitCode.DONE;
    }

    private String text(Json line, Paint paint) {
        // The lines are the user's own; what they do to a terminal is left to them only where they go to a file.
        var text = session.shell().terminal().out() ? Paint.tame(line.text("text")) : line.text("text");
        var time = timestamps ? paint.faint(Ages.clock(line.text("at"))) + " " : "";
        if (noPrefix) {
            return time + text;
        }
        var name = line.text("component") + "/" + line.text("slot");
        width = Math.max(width, name.length());
        var colour = colours.computeIfAbsent(name, _ -> colours.size());
        return time + paint.apart(colour, name + " ".repeat(width - name.length()) + (paint.symbols() ? " │ " : " | ")) + text;
    }
}

package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Declares an upgrade and follows it.
public final class MachineUpgrade implements Verb {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int LONGEST_STEM = 40;

    private final Session session;
    private final List<String> machines = new ArrayList<>();
    private final List<String> pools = new ArrayList<>();
    private String cluster = "";
    private String name = "";
    private int batch = 1;
    private boolean inPlace;
    private boolean evenCurrent;
    private boolean goOn;
    private Duration deadline = Duration.ofMinutes(5);
    private final WaitOptions wait = new WaitOptions();
    private final OutputOptions output = new OutputOptions();

    public MachineUpgrade(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.any("NAME", "machines", machines::add)
            .options("--pool", "POOL", "all machines of this pool; may be repeated", pools::add)
            .option("--cluster", "CLUSTER", "all machines of the pools of this cluster", text -> cluster = text)
            .option("--batch", "N", "machines of a pool at the same time; at most its surge, and managers one by one (default: 1)", text -> batch = Values.number(text))
            .flag("--in-place", "the old machine goes before the new one comes: none more for a while, but one fewer", () -> inPlace = true)
            .flag("--even-current", "also machines that are made from what is declared", () -> evenCurrent = true)
            .option("--deadline", "DURATION", "how long a machine may take to be emptied (default: 5m)", text -> deadline = Values.duration(text))
            .flag("--go-on", "stop what runs on a machine after that; otherwise the upgrade stops and says who blocks", () -> goOn = true)
            .option("-n, --name", "NAME", "name of the upgrade (default: after what is upgraded, and the time)", text -> name = text)
            .with(wait).with(output)
            .examples("plimsoll machine upgrade workers-2 --even-current", "plimsoll machine upgrade --pool workers --batch 2", "plimsoll machine upgrade --cluster shop --timeout 1h");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        if (machines.isEmpty() && pools.isEmpty() && cluster.isEmpty()) {
            throw Trouble.usage("upgrade which machines?", "name machines, or --pool POOL, or --cluster CLUSTER");
        }
        var api = session.api();
        var ref = Ref.of(Kind.UPGRADE, session.project(), name.isEmpty() ? stem() + "-" + MOMENT.format(session.shell().clock().instant()) : name);
        api.put(ref.route(), Map.of("apiVersion", "plimsoll/v1", "kind", "Upgrade", "metadata", Map.of("name", ref.name(), "project", session.project()), "spec", spec()));
        session.say(ref + " is declared");
        int end = wait.untilLevel(List.of(ref), session, api);
        if (!output.forPeople()) {
            output.resource(ref, api.get(ref.route()), session);
        } else if (!wait.detach && end == ExitCode.DONE) {
            session.say(ref + ": " + api.get(ref.route()).items("status", "conditions").stream().filter(c -> c.text("type").equals("Level")).findFirst().map(c -> c.text("sentence")).orElse("done"));
        }
        return wait.detach ? ExitCode.DONE : end;
    }

    private Map<String, Object> spec() {
        var spec = new LinkedHashMap<String, Object>();
        if (!cluster.isEmpty()) {
            spec.put("cluster", cluster);
        }
        spec.put("pools", pools);
        spec.put("machines", machines);
        spec.put("way", inPlace ? "in_place" : "surge");
        spec.put("batch", batch);
        spec.put("drain", deadline.toMillis() + "ms");
        spec.put("onBlocked", goOn ? "go_on" : "stop");
        spec.put("evenCurrent", evenCurrent);
        return spec;
    }

    private String stem() {
        var first = !machines.isEmpty() ? machines.getFirst() : !pools.isEmpty() ? pools.getFirst() : cluster;
        return first.length() <= LONGEST_STEM ? first : first.substring(0, LONGEST_STEM);
    }
}

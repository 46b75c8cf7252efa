package dev.plimsoll.cli.host;

import dev.plimsoll.cli.Shell;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.http.ServerPlace;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Ages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks at everything Plimsoll needs on this machine. Changes nothing and works with nothing installed.
public final class HostChecks {
    private static final long LITTLE_DISK = 1L << 30;
    private static final long NO_DISK = 100L << 20;
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private final Shell shell;
    private final Path state;

    public HostChecks(Shell shell, Path state) {
        this.shell = shell;
        this.state = state;
    }

    /// @param simulated whether the world is a simulated one, which needs no engine
    public List<Check> all(boolean simulated) {
        var checks = new ArrayList<Check>();
        checks.add(Check.good("Java", Runtime.version() + " at " + System.getProperty("java.home")));
        if (!simulated) {
            checks.add(engine());
            checks.add(ingress());
        }
        checks.add(folder());
        checks.add(clock());
        checks.addAll(plane());
        return checks;
    }

    /// Whether Docker Engine answers.
    public Check engine() {
        var probe = DockerProbe.of(shell.environment());
        try {
            var version = probe.version();
            return Check.good("Docker Engine", version.text("Version") + " (API " + version.text("ApiVersion") + ") at " + probe.address());
        } catch (IOException silent) {
            return Check.missing("Docker Engine", "does not answer at " + probe.address() + ": " + silent.getMessage(), advice(probe, silent));
        }
    }

    /// Whether routes can be served. Who declares none does not need it.
    public Check ingress() {
        return IngressSetup.installed(shell) ? Check.good("HAProxy", "is installed; the control plane starts it when there are routes to serve")
            : Check.note("HAProxy", "is not installed, so no route would be served", IngressSetup.advice(shell));
    }

    private String advice(DockerProbe probe, IOException silent) {
        if (!probe.local()) {
            return "is DOCKER_HOST right, and is the engine up?";
        }
        if (silent.getMessage().startsWith("no permission")) {
            return "run as root, or as a member of the group docker";
        }
        return EngineSetup.advice(shell);
    }

    private Check folder() {
        var existing = state;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            return Check.missing("State folder", "cannot write to " + existing, "name another with --state");
        }
        try {
            var free = Files.getFileStore(existing).getUsableSpace();
            var text = state + ", " + (free >> 20) / 1024 + " GB free";
            return free < NO_DISK ? Check.missing("State folder", "only " + (free >> 20) + " MB free for " + state, "make room on the disk")
                : free < LITTLE_DISK ? Check.note("State folder", text, "images need room too") : Check.good("State folder", text);
        } catch (IOException unreadable) {
            return Check.note("State folder", state + ": " + unreadable.getMessage(), "");
        }
    }

    private Check clock() {
        var now = shell.clock().instant();
        if (now.isBefore(LONG_AGO)) {
            return Check.missing("Clock", "says " + now + ", which is in the past", "set the clock; certificates and leases depend on it");
        }
        try {
            var engine = Instant.parse(DockerProbe.of(shell.environment()).ask("/info").text("SystemTime").replaceAll("[+-]\\d\\d:\\d\\d$", "Z"));
            var apart = Duration.between(engine, shell.clock().instant()).abs();
            // An engine that tells its local time is hours apart; that is a time zone and no skew.
            if (apart.compareTo(SKEW) > 0 && apart.toMinutes() % 15 != 0) {
                return Check.note("Clock", "is " + Ages.span(apart) + " apart from the engine's", "keep both in step with NTP");
            }
        } catch (IOException | java.time.format.DateTimeParseException unknown) {
            return Check.good("Clock", now.toString());
        }
        return Check.good("Clock", "in step with the engine");
    }

    private List<Check> plane() {
        var checks = new ArrayList<Check>();
        try {
            var place = ServerPlace.in(state);
            if (place.isEmpty()) {
                checks.add(Check.note("Control plane", "does not run", "start it with: plimsoll up"));
                return checks;
            }
            var facts = new Api(place.get(), Duration.ofSeconds(5)).get(Route.of("v1", "facts"));
            checks.add(Check.good("Control plane", facts.text("version") + " at " + place.get() + ", up "
                + Ages.age(facts.text("startedAt"), shell.clock().instant()) + ", store " + facts.text("store", "kind")
                + (facts.flag("simulated") ? ", simulated world" : "")));
            checks.addAll(engineOfPlane("Its engine", facts.at("engine")));
            facts.members("clusters").forEach((name, engine) -> checks.addAll(cluster("Cluster " + name, engine)));
        } catch (IOException | Trouble silent) {
            checks.add(Check.note("Control plane", silent.getMessage(), "start it with: plimsoll up"));
        }
        return checks;
    }

    private List<Check> cluster(String what, Json engine) {
        var checks = new ArrayList<Check>();
        if (engine.flag("reachable")) {
            checks.add(Check.good(what, engine.text("name") + " " + engine.text("version") + ", machines: " + engine.text("details", "machines")));
        }
        checks.addAll(engineOfPlane(what, engine));
        return checks;
    }

    private List<Check> engineOfPlane(String what, Json engine) {
        var checks = new ArrayList<Check>();
        if (!engine.flag("reachable")) {
            checks.add(Check.missing(what, (engine.text("name").isEmpty() ? "it" : engine.text("name")) + " does not answer the control plane: " + engine.text("error"), ""));
        }
        engine.members("details").forEach((name, value) -> {
            if (value.text().contains("missing")) {
                checks.add(Check.note(what, name + ": " + value.text(), ""));
            }
        });
        return checks;
    }
}

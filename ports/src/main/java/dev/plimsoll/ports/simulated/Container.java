package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A container as the engine keeps it, ours or not. Only [Life] changes its state. Guarded by the world's lock.
final class Container {
    private static final int LINES_KEPT = 500;

    final String id;
    final Optional<Stamp> stamp;
    final Part.Instance part;
    final Behaviour behaviour;
    String name;
    State state = State.CREATED;
    Health health = Health.NONE;
    Optional<Integer> exitCode = Optional.empty();
    int restarts;
    /// Restarts since it last ran well for a while: they make the pause grow.
    int restartsInARow;
    Optional<Instant> startedAt = Optional.empty();
    String error = "";
    boolean outOfMemory;
    /// It was asked to stop and goes when it has.
    boolean leaving;
    /// A service keeps it: it is followed by another one instead of being restarted.
    boolean kept;
    /// Its checks and probes fail.
    boolean ill;
    List<HostPorts.Binding> bound = List.of();
    /// Counts starts and ends, so that what was planned for an earlier run of the process does not befall a later one.
    int episode;
    private final List<LogLine> lines = new ArrayList<>(1);
    private SeenInstance seen;

    /// A line it wrote.
    record LogLine(Instant at, boolean error, String text) {}

    /// @param stamp none: a foreign container
    Container(String id, Optional<Stamp> stamp, Part.Instance part, Behaviour behaviour) {
        this.id = id;
        this.stamp = stamp;
        this.part = part;
        this.name = part.name();
        this.behaviour = behaviour;
        this.ill = behaviour.ill();
    }

    /// Whether a process is there, running or frozen.
    boolean alive() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    boolean well() {
        return state == State.RUNNING && (health == Health.NONE || health == Health.HEALTHY);
    }

    /// Whether anything checks it: the declared check, or the image's own unless that is switched off.
    boolean isChecked() {
        return part.spec().health().map(h -> !h.off()).orElse(behaviour.hasCheck());
    }

    Optional<HealthCheck> check() {
        return part.spec().health().filter(h -> !h.off());
    }

    void says(Instant at, boolean error, String text) {
        if (lines.size() >= LINES_KEPT) {
            lines.removeFirst();
        }
        lines.add(new LogLine(at, error, text));
    }

    List<LogLine> lines() {
        return lines;
    }

    void changed() {
        seen = null;
    }

    /// As a listing shows it; made anew only after a change, because listings of many thousands must be cheap.
    SeenInstance seen() {
        if (seen == null) {
            seen = new SeenInstance(id, name, stamp.orElseThrow(), part.imageId(), state, health, exitCode, restarts, startedAt, error, outOfMemory,
                bound.stream().map(HostPorts.Binding::toString).toList(), reachable());
        }
        return seen;
    }

    /// Its simulated address, or that of whose network it uses.
    private List<String> reachable() {
        return !alive() ? List.of() : List.of(part.companions().networkOf().orElse(name) + ".simulated");
    }
}

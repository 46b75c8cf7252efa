package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// What only an inspection of a container tells (Engine API, ContainerInspect).
///
/// @param running  whether it was running when inspected
/// @param restarts by the engine
/// @param error    why it could not start, or what its last failed health check printed
public record Details(boolean running, Optional<Instant> startedAt, Optional<Instant> finishedAt, Optional<Integer> exitCode, int restarts, String error,
                      boolean outOfMemory) {
    private static final int LONGEST_ERROR = 1_000;

    public static Details of(JsonNode inspected) {
        var state = inspected.path("State");
        var started = time(state.path("StartedAt"));
        boolean running = state.path("Running").asBoolean() && !state.path("Restarting").asBoolean();
        var exit = running || started.isEmpty() ? Optional.<Integer>empty() : Optional.of(state.path("ExitCode").asInt());
        return new Details(running, started, time(state.path("FinishedAt")), exit, inspected.path("RestartCount").asInt(),
            error(state), state.path("OOMKilled").asBoolean());
    }

    /// What is so of a container that has been running quietly, when that is all that is known.
    public static Details quiet(Instant startedAt) {
        return new Details(true, Optional.of(startedAt), Optional.empty(), Optional.empty(), 0, "", false);
    }

    /// What is so of a container that was made and not yet started.
    public static Details unstarted() {
        return new Details(false, Optional.empty(), Optional.empty(), Optional.empty(), 0, "", false);
    }

    /// Since when it is as it is.
    public Optional<Instant> since() {
        return running ? startedAt : finishedAt;
    }

    private static String error(JsonNode state) {
        var error = state.path("Error").asText("").strip();
        var log = state.path("Health").path("Log");
        if (error.isEmpty() && state.path("Health").path("Status").asText().equals("unhealthy") && !log.isEmpty()) {
            var last = log.get(log.size() - 1);
            error = "health check ended with " + last.path("ExitCode").asInt() + ": " + last.path("Output").asText("").strip();
        }
        return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "…";
    }

    /// The engine writes the year 1 for "never".
    private static Optional<Instant> time(JsonNode text) {
        try {
            var time = Instant.parse(text.asText());
            return time.getEpochSecond() <= 0 ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}

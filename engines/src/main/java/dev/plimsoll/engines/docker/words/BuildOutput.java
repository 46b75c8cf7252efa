package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.ports.Images;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A build in the engine's words: the request's options, and its output as lines (Engine API, ImageBuild).
public final class BuildOutput {
    private static final int LAST_LINES = 20;
    private static final int LONGEST_LINE = 16 << 10;

    private final Consumer<String> progress;
    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private Optional<String> failure = Optional.empty();

    public BuildOutput(Consumer<String> progress) {
        this.progress = progress;
    }

    public static Route route(Images.BuildRequest request) {
        var build = request.build();
        var labels = new LinkedHashMap<>(build.labels());
        labels.putAll(request.labels());
        var route = Route.to("/build").with("t", request.tag()).with("rm", 1).with("forcerm", 1).with("labels", Json.text(labels))
            .with("buildargs", Json.text(build.args())).with("dockerfile", build.dockerfile().orElse(build.inline().isPresent() ? InlineDockerfile.PATH : "Dockerfile"));
        route = build.target().isPresent() ? route.with("target", build.target().get()) : route;
        route = build.network().isPresent() ? route.with("networkmode", build.network().get()) : route;
        route = build.shmSize().isPresent() ? route.with("shmsize", build.shmSize().get()) : route;
        route = build.cacheFrom().isEmpty() ? route : route.with("cachefrom", Json.text(build.cacheFrom()));
        route = build.ulimits().isEmpty() ? route : route.with("ulimits", Json.text(HostConfigDocument.ulimits(build.ulimits())));
        route = build.pull() ? route.with("pull", 1) : route;
        route = build.noCache() ? route.with("nocache", 1) : route;
        for (var host : build.extraHosts()) {
            route = route.with("extrahosts", host);
        }
        return route;
    }

    /// One message of the builder; its text need not end with a line.
    public void message(JsonNode message) {
        for (char c : message.path("stream").asText().toCharArray()) {
            if (c == '\n' || line.length() > LONGEST_LINE) {
                flush();
            }
            if (c != '\n' && c != '\r') {
                line.append(c);
            }
        }
        if (message.has("status") && message.path("progressDetail").isMissingNode()) {
            line.append(message.path("status").asText());
            flush();
        }
        if (message.has("error")) {
            flush();
            failure = Optional.of(message.path("error").asText());
        }
    }

    /// Why it failed; empty when it did not.
    public Optional<String> failure() {
        return failure;
    }

    public List<String> lastLines() {
        return List.copyOf(last);
    }

    private void flush() {
        if (line.isEmpty()) {
            return;
        }
        last.addLast(line.toString());
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        progress.accept(line.toString());
        line.setLength(0);
    }
}

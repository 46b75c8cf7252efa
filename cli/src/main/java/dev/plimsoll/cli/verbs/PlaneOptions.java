package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// How to start a control plane.
public final class PlaneOptions {
    @Option(names = "--port", paramLabel = "PORT", description = "port to answer on, on the loopback address")
    Integer port;

    @Option(names = "--simulated", description = "a simulated world instead of a real engine: try everything without one")
    boolean simulated;

    @Option(names = "--engine", paramLabel = "ADDRESS", description = "the engine, as in DOCKER_HOST (default: DOCKER_HOST, or this machine's)")
    String engine;

    /// As options of the server's program.
    List<String> forServer(Session session) {
        var options = new ArrayList<>(List.of("--state", session.state().toString()));
        if (port != null) {
            options.addAll(List.of("--port", port.toString()));
        }
        if (simulated) {
            options.add("--simulated");
        }
        if (engine != null) {
            options.addAll(List.of("--engine", engine));
        }
        return options;
    }
}

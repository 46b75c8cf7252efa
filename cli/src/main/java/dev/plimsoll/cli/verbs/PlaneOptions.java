package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.host.MachineDoor;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How to start a control plane.
public final class PlaneOptions implements Line.Part {
    private OptionalInt port = OptionalInt.empty();
    boolean simulated;
    Optional<String> engine = Optional.empty();
    private Optional<String> machines = Optional.empty();
    private Optional<String> reach = Optional.empty();
    private final List<String> entries = new ArrayList<>();
    private Optional<String> proofs = Optional.empty();
    private Optional<String> dns = Optional.empty();
    private Optional<String> discovery = Optional.empty();
    private Optional<String> page = Optional.empty();

    @Override
    public void describe(Line line) {
        line.option("--port", "PORT", "port to answer on, on the loopback address", text -> port = OptionalInt.of(Values.number(text)))
            .flag("--simulated", "a simulated world instead of a real engine: try everything without one", () -> simulated = true)
            .option("--engine", "ADDRESS", "the engine, as in DOCKER_HOST (default: DOCKER_HOST, or this machine's); swarm+ADDRESS for the manager of a swarm", text -> engine = Optional.of(text))
            .option("--machines", "ADDRESS:PORT", "where new machines reach this control plane, over TLS (default: nowhere)", text -> machines = Optional.of(text))
            .option("--machines-reach", "URL", "what machines are told instead, when something lies between", text -> reach = Optional.of(text))
            .options("--entry", "NAME=ADDRESS:PORT", "where routes listen: web=:8080 (default: web=:80, websecure=:443; 8080 and 8443 unless root)", entries::add)
            .option("--acme-http", "ADDRESS:PORT", "where certificate authorities look for proofs of names, such as :80 without an ingress (default: behind the ingress)", text -> proofs = Optional.of(text))
            .option("--dns", "ADDRESS:PORT", "where names of embedded DNS zones are answered, such as 127.0.0.1:5353 (default: nowhere)", text -> dns = Optional.of(text))
            .option("--discovery", "ADDRESS:PORT", "where Prometheus and Consul's readers ask that run elsewhere, in clear text (default: on the API alone)", text -> discovery = Optional.of(text))
            .option("--unavailable-page", "FILE", "HTML that clients read while no instance can answer them", text -> page = Optional.of(text));
    }

    /// Whether somebody said where machines reach it.
    boolean doorTold() {
        return machines.isPresent();
    }

    /// As options of the server's program.
    List<String> forServer(Session session) throws IOException {
        var options = new ArrayList<>(List.of("--state", session.state().toString()));
        port.ifPresent(p -> options.addAll(List.of("--port", Integer.toString(p))));
        if (simulated) {
            options.add("--simulated");
        }
        engine.ifPresent(e -> options.addAll(List.of("--engine", e)));
        if (!simulated && machines.isEmpty()) {
            MachineDoor.kept(session.state()).ifPresent(door -> options.addAll(door.options()));
        }
        machines.ifPresent(address -> options.addAll(List.of("--machines", address)));
        reach.ifPresent(url -> options.addAll(List.of("--machines-reach", url)));
        entries.forEach(entry -> options.addAll(List.of("--entry", entry)));
        proofs.ifPresent(address -> options.addAll(List.of("--acme-http", address)));
        dns.ifPresent(address -> options.addAll(List.of("--dns", address)));
        discovery.ifPresent(address -> options.addAll(List.of("--discovery", address)));
        page.ifPresent(file -> options.addAll(List.of("--unavailable-page", Path.of(file).toAbsolutePath().toString())));
        return options;
    }
}

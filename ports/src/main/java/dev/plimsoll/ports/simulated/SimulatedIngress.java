package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.IngressState;
import dev.plimsoll.model.ingress.IngressState.Standing;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressFailure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// An ingress without a network: it remembers the document, and whoever plays the world says what is under way, which ports others hold, and whether it answers.
public final class SimulatedIngress implements Ingress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Set<Integer> takenPorts = new HashSet<>();
    private IngressDocument document = IngressDocument.NOTHING;
    private Optional<String> silence = Optional.empty();

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public IngressState serve(IngressDocument wanted) {
        lock.lock();
        try {
            silence.ifPresent(why -> {
                throw new IngressFailure.Unreachable(why, null);
            });
            document = wanted.withoutEntryPoints(wanted.entryPoints().stream().filter(e -> takenPorts.contains(e.port())).map(e -> e.name()).collect(Collectors.toSet()));
            var listening = wanted.entryPoints().stream().filter(e -> !takenPorts.contains(e.port())).map(e -> e.name()).collect(Collectors.toSet());
            return new IngressState(wanted.routes().stream().collect(Collectors.toMap(r -> r.name(), r -> listening.containsAll(r.entryPoints()) ? new Standing.Served(r.generation())
                : new Standing.Refused("PortTaken", "somebody else listens on a port of " + String.join(", ", r.entryPoints())))));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Map<String, Integer> underWay(Set<String> servers) {
        lock.lock();
        try {
            return underWay.entrySet().stream().filter(e -> servers.contains(e.getKey()) && e.getValue() > 0).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } finally {
            lock.unlock();
        }
    }

    /// What is served now.
    public IngressDocument document() {
        lock.lock();
        try {
            return document;
        } finally {
            lock.unlock();
        }
    }

    /// Who answers a request now.
    public SimulatedRequest.Answer ask(SimulatedRequest request) {
        return request.in(document());
    }

    /// The servers of a route that get new requests.
    public Set<String> serving(String route) {
        return document().routes().stream().filter(r -> r.name().equals(route)).flatMap(r -> r.servers().stream()).filter(s -> !s.leaving()).map(Server::name).collect(Collectors.toSet());
    }

    /// So many requests are under way at a server from now on.
    public void busy(String server, int requests) {
        change(() -> underWay.put(server, requests));
    }

    /// Somebody else listens on this port from now on.
    public void taken(int port) {
        change(() -> takenPorts.add(port));
    }

    /// It does not answer until told otherwise.
    ///
    /// @param why none: it answers again
    public void silent(Optional<String> why) {
        change(() -> silence = why);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {}
}

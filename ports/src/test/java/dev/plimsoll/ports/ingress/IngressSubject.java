package dev.plimsoll.ports.ingress;

import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.Server;
import java.util.Map;

/// What the contract needs of whoever implements the port: the ingress, servers that answer with their names, and a client.
public interface IngressSubject extends AutoCloseable {
    Ingress ingress();

    /// An entry point with a port that is free.
    EntryPoint entryPoint(String name);

    /// A server that answers every request with its name.
    Server server(String name);

    /// Asks for something by HTTP.
    Answer ask(EntryPoint entryPoint, String host, String path, Map<String, String> headers);

    /// Somebody else takes the entry point's port.
    AutoCloseable take(EntryPoint entryPoint);

    @Override
    void close();

    /// @param status of the answer
    /// @param server name of who answered; empty when the ingress did
    record Answer(int status, String server) {}
}

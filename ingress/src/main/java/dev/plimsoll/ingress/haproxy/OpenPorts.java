package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.EntryPoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/// Whether one could listen somewhere. Asked before HAProxy is, because one port that is taken would hinder all others.
final class OpenPorts {
    private OpenPorts() {}

    /// Why nobody can listen there; none when it is free.
    static Optional<String> hindrance(EntryPoint entryPoint) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(entryPoint.address().isEmpty() ? new InetSocketAddress(entryPoint.port()) : new InetSocketAddress(InetAddress.ofLiteral(entryPoint.address()), entryPoint.port()));
            return Optional.empty();
        } catch (BindException taken) {
            return Optional.of(taken.getMessage() != null && taken.getMessage().contains("ermission")
                ? "this server may not listen on " + entryPoint.text() + ": start it as root, or with --entry " + entryPoint.name() + "=:PORT above 1023"
                : "another program listens on " + entryPoint.text() + "; stop it, or start the server with --entry " + entryPoint.name() + "=:PORT");
        } catch (IOException | IllegalArgumentException odd) {
            return Optional.of("cannot listen on " + entryPoint.text() + ": " + odd.getMessage());
        }
    }
}

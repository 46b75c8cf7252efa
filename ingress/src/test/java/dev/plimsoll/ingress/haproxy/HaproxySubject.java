package dev.plimsoll.ingress.haproxy;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// A HAProxy of its own on ports of its own, and HTTP servers behind it.
final class HaproxySubject implements IngressSubject {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int FIRST_PORT = 12_000;
    /// From here on the kernel gives ports to whoever asks for any: another server of the same test could get the one that was just found free.
    private static final int FIRST_EPHEMERAL = 32_768;

    final Path folder;
    private HaproxyIngress ingress;
    private final Map<String, HttpServer> servers = new HashMap<>();

    HaproxySubject() {
        try {
            folder = Files.createTempDirectory("haproxy").toRealPath().resolve("ingress");
            ingress = new HaproxyIngress(HaproxySettings.of(folder));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Ingress ingress() {
        return ingress;
    }

    /// What clients read while nobody can answer.
    void tells(String page) {
        ingress.close();
        ingress = new HaproxyIngress(HaproxySettings.of(folder).telling(Optional.of(page)));
    }

    /// As after a restart of the control plane: another one, which finds what runs.
    HaproxyIngress anotherLife() {
        ingress.close();
        ingress = new HaproxyIngress(HaproxySettings.of(folder));
        return ingress;
    }

    /// Workers whose master was killed do not live long, but long enough to hold its ports.
    void killWorkers() {
        ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(line -> line.contains(folder.toString())).isPresent()).forEach(ProcessHandle::destroyForcibly);
    }

    /// What comes by itself, in its time.
    interface Fact {
        boolean holds() throws Exception;
    }

    void until(Fact fact) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!fact.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to that in 60 s");
            }
            Thread.sleep(20);
        }
    }

    HaproxyProcess process() {
        return new HaproxyProcess(HaproxySettings.of(folder));
    }

    @Override
    public EntryPoint entryPoint(String name) {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_EPHEMERAL);
            try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK))) {
                return new EntryPoint(name, LOOPBACK, socket.getLocalPort());
            } catch (IOException taken) {
                continue;
            }
        }
    }

    @Override
    public Server server(String name) {
        return new Server(name, LOOPBACK, servers.computeIfAbsent(name, this::started).getAddress().getPort(), false);
    }

    private HttpServer started(String name) {
        try {
            var server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                var seen = new StringBuilder(name).append('\n').append(exchange.getRequestURI()).append('\n');
                exchange.getRequestHeaders().forEach((header, values) -> values.forEach(v -> seen.append(header.toLowerCase(java.util.Locale.ROOT)).append(": ").append(v).append('\n')));
                var body = seen.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Answer ask(EntryPoint entryPoint, String host, String path, Map<String, String> headers) {
        var reply = Reply.to(entryPoint.port(), "GET", host, path, headers);
        return new Answer(reply.status(), reply.status() == 200 ? reply.body().lines().findFirst().orElse("") : "");
    }

    @Override
    public AutoCloseable take(EntryPoint entryPoint) {
        try {
            return new ServerSocket(entryPoint.port(), 1, InetAddress.ofLiteral(LOOPBACK));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        ingress.serve(IngressDocument.NOTHING);
        ingress.close();
        servers.values().forEach(s -> s.stop(0));
    }
}

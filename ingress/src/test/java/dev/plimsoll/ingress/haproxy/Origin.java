package dev.plimsoll.ingress.haproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server that speaks what the JDK's own does not: HTTP/2 without TLS, and TLS. It is another HAProxy, which answers by itself with the version that was spoken.
record Origin(Process process, int port) implements AutoCloseable {
    /// @param bind options of its socket, such as `ssl crt FILE`
    static Origin started(Path folder, String bind) throws IOException, InterruptedException {
        int port = free();
        var file = Files.createTempFile(folder, "origin", ".cfg");
        Files.writeString(file, """
            defaults
                mode http
                timeout client 60s
                timeout server 60s
                timeout connect 60s
            frontend origin
                bind 127.0.0.1:%d %s
                http-request return status 200 content-type text/plain lf-string "origin HTTP/%%[req.ver] tls=%%[ssl_fc] sni=%%[ssl_fc_sni]"
            """.formatted(port, bind));
        var process = new ProcessBuilder(HaproxySettings.installed().orElseThrow().toString(), "-db", "-f", file.toString()).redirectErrorStream(true)
            .redirectOutput(folder.resolve("origin.log").toFile()).start();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); !listens(port); Thread.sleep(10)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the origin does not listen");
            }
        }
        return new Origin(process, port);
    }

    static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /// A certificate of one's own with its key.
    static String certificate(Path folder, String name) throws IOException, InterruptedException {
        run(folder, List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:" + name,
            "-keyout", name + ".key", "-out", name + ".crt"));
        return Files.readString(folder.resolve(name + ".crt")) + Files.readString(folder.resolve(name + ".key"));
    }

    /// What a program writes; its errors come along.
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "run", ".txt");
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return Files.readString(output);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

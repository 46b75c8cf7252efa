package dev.plimsoll.ingress.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An answer to a request of one connection, read as it is: no redirect is followed and no host name looked up.
record Reply(int status, Map<String, String> headers, String body) {
    private static final int PATIENCE = 60_000;

    static Reply to(int port, String method, String host, String path, Map<String, String> headers) {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(PATIENCE);
            var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
            headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            var bytes = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(bytes);
            return read(bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Reply read(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Reply(0, Map.of(), text);
        }
        var headers = new TreeMap<String, String>();
        text.substring(0, end).lines().skip(1).forEach(l -> headers.put(l.substring(0, l.indexOf(':')).toLowerCase(Locale.ROOT), l.substring(l.indexOf(':') + 1).strip()));
        return new Reply(Integer.parseInt(text.split(" ", 3)[1]), headers, text.substring(end + 4));
    }
}

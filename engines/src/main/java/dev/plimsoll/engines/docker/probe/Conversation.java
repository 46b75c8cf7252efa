package dev.plimsoll.engines.docker.probe;

import dev.plimsoll.model.Probe;
import dev.plimsoll.ports.Probing.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One HTTP request and the first line of its answer (RFC 9112, sections 3 and 4).
final class Conversation {
    private static final int LONGEST_STATUS_LINE = 4_096;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: .*)?");

    private final Socket socket;
    private final long end;

    Conversation(Socket socket, long end) {
        this.socket = socket;
        this.end = end;
    }

    Answer about(Probe probe, Probe.Request request, String address) throws IOException {
        socket.getOutputStream().write(text(probe, request, address).getBytes(StandardCharsets.US_ASCII));
        var line = statusLine();
        var status = STATUS_LINE.matcher(line);
        if (!status.matches()) {
            return Answer.failed(probe.words() + " was answered by something that is not HTTP");
        }
        int code = Integer.parseInt(status.group(1));
        return code >= 200 && code < 400 ? Answer.PASSED : Answer.failed(probe.words() + " was answered " + code);
    }

    private static String text(Probe probe, Probe.Request request, String address) {
        var text = new StringBuilder().append(request.method()).append(' ').append(request.path()).append(" HTTP/").append(request.version()).append("\r\n");
        if (lacks(request, "Host")) {
            text.append("Host: ").append(address.contains(":") ? "[" + address + "]" : address).append(':').append(probe.port()).append("\r\n");
        }
        if (lacks(request, "Connection")) {
            text.append("Connection: close\r\n");
        }
        if (lacks(request, "User-Agent")) {
            text.append("User-Agent: plimsoll-probe\r\n");
        }
        request.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    private static boolean lacks(Probe.Request request, String header) {
        return request.headers().keySet().stream().noneMatch(header::equalsIgnoreCase);
    }

    /// One byte at a time with the rest of the time each: a server that drips its answer is not given more time than one that is silent.
    private String statusLine() throws IOException {
        InputStream in = socket.getInputStream();
        var line = new StringBuilder();
        while (line.length() < LONGEST_STATUS_LINE) {
            socket.setSoTimeout(SocketProbing.left(end));
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection was closed without an answer");
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
        return "";
    }
}

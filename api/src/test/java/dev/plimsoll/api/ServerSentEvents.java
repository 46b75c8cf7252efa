package dev.plimsoll.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Reads a stream of server-sent events.
final class ServerSentEvents implements AutoCloseable {
    private final BufferedReader lines;
    int comments;

    ServerSentEvents(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    record Event(String id, String name, JsonNode data) {}

    /// The next event; waits for it. Fails at the end of the stream.
    Event next() throws IOException {
        var id = "";
        var name = "";
        while (true) {
            var line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            } else if (line.startsWith(":")) {
                comments++;
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Event(id, name, Client.json(line.substring(6)));
            }
        }
    }

    /// Waits until so many comments have come.
    void awaitComments(int wanted) throws IOException {
        while (comments < wanted) {
            var line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            }
            comments += line.startsWith(":") ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

package dev.plimsoll.cli.http;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads server-sent events, as the HTML Living Standard, section 9.2, defines them; of retry times it takes no notice.
public final class EventStream implements AutoCloseable {
    private final BufferedReader lines;

    public EventStream(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// The next event; none at the end. Comment lines are passed over.
    public Optional<Event> next() throws IOException {
        var id = "";
        var name = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return Optional.of(new Event(id, name, JsonText.read(data.toString())));
                }
                name = "message";
                continue;
            }
            var colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> { }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /// @param id   revision; empty when the event has none
    /// @param name such as `changed`
    /// @param data its document
    public record Event(String id, String name, Json data) {}
}

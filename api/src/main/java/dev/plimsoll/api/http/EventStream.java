package dev.plimsoll.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Server-sent events (HTML Living Standard, section 9.2): `id`, `event` and `data` lines, comments to keep the connection alive, and a last
/// event `lost` when the server ends the stream.
public final class EventStream {
    public static final String MEDIA_TYPE = "text/event-stream";

    private final OutputStream out;
    private final Duration keepAlive;

    public EventStream(OutputStream out, Duration keepAlive) {
        this.out = out;
        this.keepAlive = keepAlive;
    }

    /// One event.
    ///
    /// @param name what happened
    /// @param data JSON on one line
    public record Event(String name, String data) {}

    /// Opens the stream: the client sees that it is accepted before anything happens.
    public void open() throws IOException {
        write(": open\n\n");
        out.flush();
    }

    /// Sends an event that a client cannot resume from.
    public void send(Event event) throws IOException {
        write("event: " + event.name() + "\ndata: " + event.data() + "\n\n");
    }

    /// Sends an event that a client can resume from by its id.
    public void send(long id, Event event) throws IOException {
        write("id: " + id + "\nevent: " + event.name() + "\ndata: " + event.data() + "\n\n");
    }

    /// Sends a comment, so that the connection is not idle and a client that went away is noticed.
    public void alive() throws IOException {
        write(":\n\n");
        out.flush();
    }

    public void flush() throws IOException {
        out.flush();
    }

    /// Sends what comes into a mailbox until the stream is lost or the client has gone.
    public <T> void follow(Mailbox<T> mailbox, Sending<T> sending) throws IOException, InterruptedException {
        try {
            while (true) {
                if (mailbox.isEmpty()) {
                    out.flush();
                }
                var next = mailbox.next(keepAlive);
                if (next.isPresent()) {
                    sending.send(next.get());
                } else {
                    alive();
                }
            }
        } catch (Mailbox.Lost lost) {
            send(new Event("lost", Wire.text(new Reason(lost.getMessage()))));
            out.flush();
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Turns what came in into events.
    @FunctionalInterface
    public interface Sending<T> {
        void send(T item) throws IOException;
    }

    private record Reason(String reason) {}
}

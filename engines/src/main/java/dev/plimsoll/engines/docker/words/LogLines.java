package dev.plimsoll.engines.docker.words;

import dev.plimsoll.ports.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/// Puts lines together from the pieces in which the engine hands over one stream of an instance. With time stamps asked for,
/// each piece begins with an RFC 3339 time and a space; a long line comes in several pieces, each with its own.
public final class LogLines {
    /// A longer line is cut into several.
    private static final int LONGEST_LINE = 1 << 20;

    private final boolean error;
    private final Console.LogSink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Instant at = Instant.EPOCH;

    public LogLines(boolean error, Console.LogSink sink) {
        this.error = error;
        this.sink = sink;
    }

    /// One piece with its time stamp.
    public void piece(byte[] piece) {
        int from = 0;
        while (from < piece.length) {
            from = afterTime(piece, from);
            int end = from;
            while (end < piece.length && piece[end] != '\n') {
                end++;
            }
            line.write(piece, from, end - from);
            if (end < piece.length || line.size() > LONGEST_LINE) {
                flush();
            }
            from = end + 1;
        }
    }

    /// No more will come.
    public void end() {
        if (line.size() > 0) {
            flush();
        }
    }

    private int afterTime(byte[] piece, int from) {
        int space = from;
        while (space < piece.length && space - from < 40 && piece[space] != ' ' && piece[space] != '\n') {
            space++;
        }
        try {
            var time = Instant.parse(new String(piece, from, space - from, StandardCharsets.US_ASCII));
            if (line.size() == 0) {
                at = time;
            }
            return Math.min(space + 1, piece.length);
        } catch (DateTimeException notATime) {
            return from;
        }
    }

    private void flush() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        sink.line(at, error, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}

package dev.plimsoll.api.http;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a handler answers.
public sealed interface Answer {
    static Json ok(Object body) {
        return new Json(200, body, Map.of());
    }

    static Json json(int status, Object body) {
        return new Json(status, body, Map.of());
    }

    static Bytes text(int status, String text) {
        return new Bytes(status, "text/plain; charset=utf-8", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
    }

    /// @param body a record or tree that [Wire] can write
    record Json(int status, Object body, Map<String, String> headers) implements Answer {
        public Json with(String header, String value) {
            var all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Json(status, body, all);
        }
    }

    /// JSON already written, or anything else that is small.
    record Bytes(int status, String mediaType, byte[] body, Map<String, String> headers) implements Answer {}

    /// No body.
    record Nothing(int status, Map<String, String> headers) implements Answer {
        public Nothing(int status) {
            this(status, Map.of());
        }
    }

    /// Written while it comes into being.
    record Streamed(String mediaType, Source source, Map<String, String> headers) implements Answer {
        public Streamed(String mediaType, Source source) {
            this(mediaType, source, Map.of());
        }
    }

    /// A WebSocket.
    record Socket(Object endpoint) implements Answer {}

    /// Writes a stream's content.
    @FunctionalInterface
    interface Source {
        /// Writes until done. The stream is flushed at each call of `flush`. A client that went away shows as an `IOException`; the thread is
        /// interrupted when the server stops.
        void write(OutputStream out) throws Exception;
    }
}

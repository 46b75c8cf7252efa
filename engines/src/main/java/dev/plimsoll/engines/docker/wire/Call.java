package dev.plimsoll.engines.docker.wire;

import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One request to the engine.
///
/// @param doing    for messages, in words that follow "cannot": `start hello-web-1`
/// @param body     sent with it; its `type` is the media type
/// @param headers  further ones
/// @param patience how long it may take as a whole
public record Call(String doing, String method, Route route, Optional<Body> body, Map<String, String> headers, Duration patience) {
    /// What an ordinary call may take. Creating containers on a busy disk takes seconds; beyond this the engine is not well.
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);
    /// For streams that last as long as what they tell of.
    public static final Duration ENDLESS = Duration.ofDays(3_650);

    public static Call get(String doing, Route route) {
        return of(doing, "GET", route);
    }

    public static Call post(String doing, Route route) {
        return of(doing, "POST", route);
    }

    public static Call put(String doing, Route route) {
        return of(doing, "PUT", route);
    }

    public static Call delete(String doing, Route route) {
        return of(doing, "DELETE", route);
    }

    public Call json(Object value) {
        return body(new Body.Whole("application/json", Json.bytes(value)));
    }

    public Call body(Body changed) {
        return new Call(doing, method, route, Optional.of(changed), headers, patience);
    }

    public Call header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Call(doing, method, route, body, Map.copyOf(more), patience);
    }

    public Call within(Duration changed) {
        return new Call(doing, method, route, body, headers, changed);
    }

    private static Call of(String doing, String method, Route route) {
        return new Call(doing, method, route, Optional.empty(), Map.of(), USUAL_PATIENCE);
    }

    /// Something to send.
    public sealed interface Body {
        String type();

        /// Can be sent again.
        record Whole(String type, byte[] bytes) implements Body {}

        /// Can be sent once.
        record Once(String type, InputStream stream) implements Body {}
    }
}

package dev.plimsoll.api.http;

import java.time.Duration;

/// How much a client may ask of the server at once.
///
/// @param declaration   bytes of a body with declarations
/// @param document      bytes of any other JSON body
/// @param context       bytes of a build context
/// @param headers       bytes of all headers of a request
/// @param depth         levels of nested JSON
/// @param connections   open connections
/// @param streams       watches, log and event streams open at the same time
/// @param headersWithin time in which a new connection must have sent its first request's headers
/// @param idle          time in which at least one byte must move
/// @param bodyRate      bytes a second a body must come in with, after `idle` has passed
/// @param keepAlive     pause after which an idle stream gets a comment
public record Limits(long declaration, long document, long context, int headers, int depth, int connections, int streams,
                     Duration headersWithin, Duration idle, long bodyRate, Duration keepAlive) {
    /// What the server runs with.
    public static final Limits USUAL = new Limits(8L << 20, 4L << 20, 2L << 30, 16 << 10, 200, 2_000, 500,
        Duration.ofSeconds(20), Duration.ofSeconds(30), 16 << 10, Duration.ofSeconds(15));

    public Limits withKeepAlive(Duration changed) {
        return new Limits(declaration, document, context, headers, depth, connections, streams, headersWithin, idle, bodyRate, changed);
    }

    public Limits withPatience(Duration forHeaders, Duration forBytes) {
        return new Limits(declaration, document, context, headers, depth, connections, streams, forHeaders, forBytes, bodyRate, keepAlive);
    }

    public Limits withStreams(int changed) {
        return new Limits(declaration, document, context, headers, depth, connections, changed, headersWithin, idle, bodyRate, keepAlive);
    }
}

package dev.plimsoll.ingress.haproxy;

import java.util.Optional;

/// What clients are told while no instance can answer, as HAProxy wants it: a whole answer, with its header.
final class NobodyPage {
    private static final String HEAD = """
        HTTP/1.1 503 Service Unavailable
        Cache-Control: no-cache
        Retry-After: 5
        Content-Type: text/html; charset=utf-8

        """.replace("\n", "\r\n");
    private static final String USUAL = """
        <!doctype html><html lang="en"><head><title>Not available at the moment</title></head>
        <body><h1>Not available at the moment</h1><p>Nothing that could answer is running. Please try again soon.</p></body></html>
        """;

    private NobodyPage() {}

    /// @param page HTML; none: the usual words
    static String of(Optional<String> page) {
        return HEAD + page.orElse(USUAL);
    }
}

package dev.plimsoll.model.ingress;

import java.util.Map;

/// What came of a document.
///
/// @param routes by name: every route of the document
public record IngressState(Map<String, Standing> routes) {
    /// Nothing is served.
    public static final IngressState NOTHING = new IngressState(Map.of());

    public IngressState {
        routes = Map.copyOf(routes);
    }

    /// How a route stands.
    public sealed interface Standing {
        /// Requests reach it by the rules of this generation.
        record Served(long generation) implements Standing {}

        /// Nobody reaches it. Its claim may be closed, and is never handed to another route because of that.
        ///
        /// @param reason   stable word: PortTaken, RuleRefused, …
        /// @param sentence for people
        record Refused(String reason, String sentence) implements Standing {}
    }
}

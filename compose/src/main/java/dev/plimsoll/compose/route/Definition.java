package dev.plimsoll.compose.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A router, service or middleware, as one or several services define it with labels.
///
/// @param name      as first written; letters of either case are the same
/// @param at        the first label that names it
/// @param parts     one for each service that says something of it
/// @param lost  the label that must not be lost and is not honoured
record Definition(String name, Label at, List<Part> parts, Optional<String> lost) {
    /// What one service says of it.
    ///
    /// @param fields labels that count, by what follows the name, in lower case
    record Part(Labelled owner, Label at, Map<String, Label> fields) {}

    Part first() {
        return parts.getFirst();
    }

    Map<String, Label> fields() {
        return first().fields();
    }

    /// The part that says something else than the first one. What they say of servers may differ: services of one name are pooled.
    Optional<Part> contradiction() {
        var wanted = values(first());
        return parts.stream().skip(1).filter(p -> !values(p).equals(wanted)).findFirst();
    }

    private static Map<String, String> values(Part part) {
        return part.fields().entrySet().stream().filter(f -> !f.getKey().startsWith("loadbalancer.server."))
            .collect(Collectors.toMap(Map.Entry::getKey, f -> f.getValue().value()));
    }
}

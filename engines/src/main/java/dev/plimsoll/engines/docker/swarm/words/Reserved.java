package dev.plimsoll.engines.docker.swarm.words;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Nodes that run only what asks for them: satellites and routers. A Swarm knows no such nodes, so whatever does not ask for one by name is kept away from them by its own constraints. Nodes without
/// these labels, such as those of a Swarm that somebody else formed, are not meant.
final class Reserved {
    private static final List<String> AWAY = List.of("node.labels.plimsoll.role!=satellite", "node.labels.plimsoll.role!=router");
    private static final Pattern ASKS = Pattern.compile("\\s*(node\\.id|node\\.hostname|node\\.labels\\.plimsoll\\.(role|pool|machine))\\s*==.*", Pattern.CASE_INSENSITIVE);

    private Reserved() {}

    /// The constraints as declared, and those that keep away.
    static List<String> besides(List<String> declared) {
        return declared.stream().anyMatch(c -> ASKS.matcher(c).matches()) ? declared : Stream.concat(declared.stream(), AWAY.stream()).toList();
    }
}

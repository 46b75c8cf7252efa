package dev.plimsoll.ingress.haproxy;

import java.util.List;
import java.util.Map;

/// What a router is handed.
///
/// @param revision  of all of it
/// @param files     that HAProxy reads, by name, secret as some of them are; none: it is to serve nothing
/// @param commands  that lead the running process there from what the router has, as `must COMMAND` or `may COMMAND`; none: only a reload leads there
/// @param farewells for workers that a reload relieves: servers they must send nothing to
/// @param leaving   whether servers are leaving, so that it matters how busy they are
public record Delivery(String revision, Map<String, String> files, List<String> commands, List<String> farewells, boolean leaving) {
    public Delivery {
        files = Map.copyOf(files);
        commands = List.copyOf(commands);
        farewells = List.copyOf(farewells);
    }

    /// Without what is secret.
    @Override
    public String toString() {
        return "Delivery[" + revision + ", " + files.size() + " files, " + commands.size() + " commands]";
    }
}

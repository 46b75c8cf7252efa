package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.words.SeenEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who of one listing uses whose network, and where each is reached.
final class Neighbours {
    private final List<SeenEntry> entries;
    private final String host;
    private final Set<String> lenders = new HashSet<>();

    /// @param host address of the engine's own host
    Neighbours(List<SeenEntry> entries, String host) {
        this.entries = entries;
        this.host = host;
        entries.forEach(entry -> entry.networkLender().ifPresent(lenders::add));
    }

    boolean sharesNetwork(SeenEntry entry) {
        return entry.networkLender().isPresent() || lenders.contains(entry.id()) || lenders.contains(entry.name());
    }

    /// Addresses at which the control plane reaches it. A container of the host's network is reached where the host is.
    List<String> reachable(SeenEntry entry) {
        var own = entry.networkLender().flatMap(this::found).orElse(entry);
        return own.networkMode().equals("host") ? List.of(host) : own.reachable();
    }

    private Optional<SeenEntry> found(String idOrName) {
        return entries.stream().filter(e -> e.id().equals(idOrName) || e.name().equals(idOrName)).findFirst();
    }
}

package dev.plimsoll.compose.route;

import dev.plimsoll.compose.key.KeyTable;
import dev.plimsoll.compose.key.LabelKeys;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that labels of Traefik v2 and v3 define in one project: routers, services and middlewares share their names over all services.
final class Definitions {
    /// Where a definition belongs.
    enum Sort {
        ROUTER("http.routers", LabelKeys.ROUTER), SERVICE("http.services", LabelKeys.SERVICE), MIDDLEWARE("http.middlewares", LabelKeys.MIDDLEWARE),
        TCP_ROUTER("tcp.routers", LabelKeys.TCP_ROUTER), TCP_SERVICE("tcp.services", LabelKeys.TCP_SERVICE), TCP_MIDDLEWARE("tcp.middlewares", LabelKeys.TCP_MIDDLEWARE);

        private final String place;
        private final LabelTable table;

        Sort(String place, KeyTable table) {
            this.place = place;
            this.table = new LabelTable(table);
        }

        String word() {
            return place.substring(place.indexOf('.') + 1, place.length() - 1);
        }
    }

    private final Findings findings;
    private final Map<Sort, Map<String, Builder>> all = new EnumMap<>(Sort.class);
    private final Map<Sort, Map<String, Set<Builder>>> owned = new EnumMap<>(Sort.class);

    Definitions(Findings findings) {
        this.findings = findings;
        for (var sort : Sort.values()) {
            all.put(sort, new LinkedHashMap<>());
            owned.put(sort, new HashMap<>());
        }
    }

    /// While labels come in.
    private static final class Builder {
        private final String name;
        private final Map<String, Definition.Part> parts = new LinkedHashMap<>();
        private Optional<String> lost = Optional.empty();

        Builder(String name) {
            this.name = name;
        }

        Map<String, Label> fields(Labelled owner, Label at) {
            return parts.computeIfAbsent(owner.service(), _ -> new Definition.Part(owner, at, new LinkedHashMap<>())).fields();
        }

        Definition made() {
            var all = List.copyOf(parts.values());
            return new Definition(name, all.getFirst().at(), all, lost);
        }
    }

    /// Whether a label is one of these versions', and not v1's.
    static boolean isNewer(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("traefik.http.") || lower.startsWith("traefik.tcp.") || lower.startsWith("traefik.udp.") || lower.startsWith("traefik.tls.");
    }

    void add(Labelled service, Label label) {
        var parts = label.name().split("\\.", 5);
        var place = parts.length < 3 ? "" : (parts[1] + "." + parts[2]).toLowerCase(Locale.ROOT);
        if (parts[1].equalsIgnoreCase("udp")) {
            label.warning(findings, "NotRouted", "UDP is not routed", Optional.of("publish the port under ports"));
            return;
        }
        var sort = List.of(Sort.values()).stream().filter(s -> s.place.equals(place)).findFirst();
        if (sort.isEmpty() || parts.length < 4 || parts[3].isBlank()) {
            elsewhere(label, parts, place);
            return;
        }
        // A label such as traefik.http.routers.web= defines a name and says nothing of it.
        if (parts.length == 4 && !label.value().isBlank() && sort.get().table.knows(parts[3])) {
            label.error(findings, "UnknownLabel", Quote.of(parts[3]) + " stands where a name belongs", Spelling.hint(label.name()));
            return;
        }
        var builder = all.get(sort.get()).computeIfAbsent(parts[3].toLowerCase(Locale.ROOT), _ -> new Builder(parts[3]));
        var field = parts.length < 5 ? "" : parts[4];
        var fields = builder.fields(service, label);
        owned.get(sort.get()).computeIfAbsent(service.service(), _ -> new LinkedHashSet<>()).add(builder);
        if (builder.lost.isPresent() && sort.get().table.refuses(field)) {
            return;
        }
        switch (field.isEmpty() ? LabelTable.Fate.PASSED_OVER : sort.get().table.look(label, field, findings)) {
            case COUNTS -> fields.put(field.toLowerCase(Locale.ROOT), label);
            case FORBIDS -> builder.lost = builder.lost.or(() -> Optional.of(label.name()));
            case PASSED_OVER -> { }
        }
    }

    private void elsewhere(Label label, String[] parts, String place) {
        if (Set.of("http.serverstransports", "tcp.serverstransports", "tls.options", "tls.stores", "tls.certificates").contains(place)) {
            label.warning(findings, "NotHonoured", "it is not read from labels by Traefik either", Optional.empty());
            return;
        }
        label.error(findings, "UnknownLabel", Quote.of(label.name()) + " is no label of Traefik", Spelling.hint(label.name()));
    }

    /// Services and middlewares that two services define differently: Traefik passes over both, so nobody can have meant it.
    void contradictions() {
        for (var sort : List.of(Sort.SERVICE, Sort.TCP_SERVICE, Sort.MIDDLEWARE, Sort.TCP_MIDDLEWARE)) {
            all(sort).forEach(d -> d.contradiction().ifPresent(other -> other.at().error(findings, "DuplicateDefinition", sort.word() + " " + Quote.of(d.name())
                + " is defined differently by service " + Quote.of(d.first().owner().service()) + ", and Traefik passes over both", Optional.of("give one of them another name"))));
        }
    }

    Collection<Definition> all(Sort sort) {
        return all.get(sort).values().stream().map(Builder::made).toList();
    }

    /// What the labels of one service define, whoever else does.
    List<Definition> of(Sort sort, Labelled service) {
        return owned.get(sort).getOrDefault(service.service(), Set.of()).stream().map(Builder::made).toList();
    }

    Optional<Definition> named(Sort sort, String name) {
        return Optional.ofNullable(all.get(sort).get(name.toLowerCase(Locale.ROOT))).map(Builder::made);
    }

    Collection<String> names(Sort sort) {
        return all.get(sort).keySet();
    }
}

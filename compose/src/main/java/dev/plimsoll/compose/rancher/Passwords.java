package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps passwords among the answers from being seen: a variable of a service that holds one goes to `secret_environment`, of which a secret is made.
/// Anywhere else it cannot be hidden, and that is said.
final class Passwords {
    /// Variables of a service whose values become a secret.
    static final String KEY = "secret_environment";

    private Passwords() {}

    static void keep(Draft service) {
        var secrets = new LinkedHashMap<String, Node.Entry>();
        switch (service.node("environment").orElse(null)) {
            case Node.Mapping mapping -> {
                var open = new LinkedHashMap<>(mapping.entries());
                mapping.entries().forEach((name, entry) -> {
                    if (hidden(entry.value())) {
                        open.remove(name);
                        secrets.put(name, new Node.Entry(entry.mark(), ((Node.Tagged) entry.value()).node()));
                    }
                });
                service.put("environment", new Node.Mapping(mapping.mark(), open));
            }
            case Node.Sequence sequence -> service.put("environment", new Node.Sequence(sequence.mark(), open(sequence, secrets)));
            case null, default -> { }
        }
        if (!secrets.isEmpty()) {
            service.put(KEY, new Node.Mapping(service.mark("environment"), secrets));
        }
        for (var key : java.util.List.copyOf(service.keys())) {
            service.node(key).filter(Passwords::anyHidden).ifPresent(node -> {
                service.warning(key, "SecretShown", "a password is part of this, where everybody who may read the assembly sees it", "give it to the program as a variable");
                service.put(key, shown(node));
            });
        }
    }

    private static ArrayList<Node> open(Node.Sequence sequence, Map<String, Node.Entry> secrets) {
        var open = new ArrayList<Node>();
        for (var item : sequence.items()) {
            if (hidden(item) && ((Node.Tagged) item).node() instanceof Node.Scalar s && s.text().indexOf('=') > 0) {
                int equals = s.text().indexOf('=');
                secrets.put(s.text().substring(0, equals), new Node.Entry(s.mark(), Node.Scalar.text(s.mark(), s.text().substring(equals + 1))));
            } else {
                open.add(item);
            }
        }
        return open;
    }

    private static boolean hidden(Node node) {
        return node instanceof Node.Tagged tagged && tagged.tag().equals(Dollars.PASSWORD);
    }

    private static boolean anyHidden(Node node) {
        return switch (node) {
            case Node.Scalar _ -> false;
            case Node.Tagged tagged -> hidden(tagged) || anyHidden(tagged.node());
            case Node.Sequence sequence -> sequence.items().stream().anyMatch(Passwords::anyHidden);
            case Node.Mapping mapping -> mapping.entries().values().stream().anyMatch(e -> anyHidden(e.value()));
        };
    }

    private static Node shown(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Tagged tagged -> hidden(tagged) ? tagged.node() : tagged;
            case Node.Sequence sequence -> new Node.Sequence(sequence.mark(), new ArrayList<>(sequence.items().stream().map(Passwords::shown).toList()));
            case Node.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Node.Entry>();
                mapping.entries().forEach((name, entry) -> entries.put(name, new Node.Entry(entry.mark(), shown(entry.value()))));
                yield new Node.Mapping(mapping.mark(), entries);
            }
        };
    }
}

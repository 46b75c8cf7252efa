package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/// Secrets at the top: `external` may name the secret there, where the specification has `name` beside it.
final class Secrets {
    private static final String GROUP = "secrets";

    private Secrets() {}

    static void specified(Map<String, Node.Entry> root) {
        if (root.get(GROUP) == null || !(root.get(GROUP).value() instanceof Node.Mapping secrets)) {
            return;
        }
        var entries = new LinkedHashMap<>(secrets.entries());
        entries.replaceAll((_, entry) -> entry.value() instanceof Node.Mapping secret ? new Node.Entry(entry.mark(), specified(secret)) : entry);
        root.put(GROUP, new Node.Entry(root.get(GROUP).mark(), new Node.Mapping(secrets.mark(), entries)));
    }

    private static Node specified(Node.Mapping secret) {
        if (!(secret.get("external").orElse(secret) instanceof Node.Scalar external) || external.type() != Node.Scalar.Type.TEXT || external.text().isEmpty()
            || external.text().equals("true") || external.text().equals("false")) {
            return secret;
        }
        var entries = new LinkedHashMap<>(secret.entries());
        entries.put("external", new Node.Entry(external.mark(), new Node.Scalar(external.mark(), Node.Scalar.Type.TRUTH, "true")));
        entries.put("name", new Node.Entry(external.mark(), external));
        return new Node.Mapping(secret.mark(), entries);
    }
}

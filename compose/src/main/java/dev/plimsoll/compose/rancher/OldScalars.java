package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;

/// Makes of `yes`, `off` and the like what Rancher made of them: `true` and `false`, also as values of variables and labels. `restart: no` means what
/// its author meant, as it did there. Words of command lines stay as they are.
final class OldScalars {
    private static final Set<String> AS_WRITTEN = Set.of("command", "entrypoint");
    private static final Set<String> TEXTS = Set.of("environment", "labels");

    private final Findings findings;

    OldScalars(Findings findings) {
        this.findings = findings;
    }

    static Node.Scalar canonical(Node.Scalar scalar) {
        return scalar.type() == Node.Scalar.Type.TRUTH ? new Node.Scalar(scalar.mark(), scalar.type(), Boolean.toString(isTrue(scalar.text()))) : scalar;
    }

    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y" -> true;
            default -> false;
        };
    }

    Node.Mapping service(Node.Mapping service, Trail trail) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        service.entries().forEach((key, entry) -> {
            if (key.equals("restart") && entry.value() instanceof Node.Scalar s && canonical(s).text().equals("false")) {
                entries.put(key, new Node.Entry(entry.mark(), Node.Scalar.text(s.mark(), "no")));
            } else {
                entries.put(key, AS_WRITTEN.contains(key) ? entry : new Node.Entry(entry.mark(), in(entry.value(), trail.to(key), TEXTS.contains(key))));
            }
        });
        return new Node.Mapping(service.mark(), entries);
    }

    private Node in(Node node, Trail trail, boolean texts) {
        return switch (node) {
            case Node.Scalar scalar -> {
                if (texts) {
                    say(scalar, trail);
                }
                yield canonical(scalar);
            }
            case Node.Sequence sequence -> {
                var items = new ArrayList<Node>();
                for (int i = 0; i < sequence.items().size(); i++) {
                    items.add(in(sequence.items().get(i), trail.to(i), texts));
                }
                yield new Node.Sequence(sequence.mark(), items);
            }
            case Node.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Node.Entry>();
                mapping.entries().forEach((name, entry) -> entries.put(name, new Node.Entry(entry.mark(), in(entry.value(), trail.to(name), texts))));
                yield new Node.Mapping(mapping.mark(), entries);
            }
            case Node.Tagged tagged -> new Node.Tagged(tagged.mark(), tagged.tag(), in(tagged.node(), trail, texts));
        };
    }

    private void say(Node.Scalar scalar, Trail trail) {
        var text = scalar.text();
        switch (scalar.type()) {
            case TRUTH -> {
                if (!text.toLowerCase(Locale.ROOT).equals(canonical(scalar).text())) {
                    findings.notice(scalar.mark(), trail, "OldYaml", "unquoted " + Quote.of(text) + " reads as " + canonical(scalar).text() + ", as Rancher read it");
                }
            }
            case WHOLE, DECIMAL -> {
                if (!text.equals(asNumber(text))) {
                    findings.warning(scalar.mark(), trail, "OldYaml", "Rancher read this as the number " + asNumber(text) + "; here it stays " + Quote.of(text),
                        java.util.Optional.of("put it into quotes, so that it means the same everywhere"));
                }
            }
            case TEXT, NOTHING -> { }
        }
    }

    /// How Go writes the number that YAML 1.1 reads here: `1.10` is 1.1, `0755` is 493.
    private static String asNumber(String text) {
        try {
            if (text.matches("[-+]?0[0-7]+")) {
                return Long.toString(Long.parseLong(text, 8));
            }
            if (text.matches("0x[0-9a-fA-F]+")) {
                return Long.toString(Long.parseLong(text.substring(2), 16));
            }
            if (text.matches("[-+]?[0-9]+")) {
                return text.startsWith("+") ? text.substring(1) : text;
            }
            var plain = new java.math.BigDecimal(text).stripTrailingZeros();
            return Math.abs(plain.precision() - plain.scale()) > 20 ? text : plain.toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}

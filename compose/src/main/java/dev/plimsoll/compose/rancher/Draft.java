package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A service on its way into the shape of the Compose specification. The one thing here that changes.
final class Draft {
    private final String name;
    private final Node.Entry written;
    private final Findings findings;
    private final Map<String, Node.Entry> keys;

    Draft(String name, Node.Entry written, Findings findings) {
        this.name = name;
        this.written = written;
        this.findings = findings;
        this.keys = written.value() instanceof Node.Mapping mapping ? new LinkedHashMap<>(mapping.entries()) : new LinkedHashMap<>();
    }

    String name() {
        return name;
    }

    Trail trail() {
        return Trail.ROOT.to("services").to(name);
    }

    Mark mark() {
        return written.mark();
    }

    Mark mark(String key) {
        return keys.containsKey(key) ? keys.get(key).mark() : mark();
    }

    Set<String> keys() {
        return keys.keySet();
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(keys.get(key)).map(Node.Entry::value).filter(n -> !n.isNothing());
    }

    /// A simple value; empty when there is none.
    String text(String key) {
        return node(key).filter(n -> n instanceof Node.Scalar).map(n -> ((Node.Scalar) n).text().strip()).orElse("");
    }

    /// What lies below a key; empty when that is no map.
    Map<String, Node.Entry> map(String key) {
        return node(key).filter(n -> n instanceof Node.Mapping).map(n -> ((Node.Mapping) n).entries()).orElse(Map.of());
    }

    /// The items of a list, or of a map as `name:value`, or one value alone.
    List<Node.Scalar> items(String key) {
        var items = new ArrayList<Node.Scalar>();
        switch (node(key).orElse(null)) {
            case null -> { }
            case Node.Sequence sequence -> sequence.items().stream().filter(i -> i instanceof Node.Scalar).forEach(i -> items.add((Node.Scalar) i));
            case Node.Mapping mapping -> mapping.entries().forEach((k, entry) -> items.add(entry.value() instanceof Node.Scalar s && !s.isNothing()
                ? Node.Scalar.text(entry.mark(), k + ":" + s.text()) : Node.Scalar.text(entry.mark(), k)));
            case Node.Scalar scalar -> items.add(scalar);
            case Node.Tagged _ -> { }
        }
        return items;
    }

    void put(String key, Node value) {
        keys.put(key, new Node.Entry(mark(key), value));
    }

    void put(String key, Node.Entry entry) {
        keys.put(key, entry);
    }

    Optional<Node.Entry> remove(String key) {
        return Optional.ofNullable(keys.remove(key));
    }

    /// Adds items to a list; one that was written as a map becomes a list first.
    void append(String key, List<String> texts) {
        var items = new ArrayList<Node>(items(key));
        texts.stream().filter(t -> items.stream().noneMatch(i -> ((Node.Scalar) i).text().equals(t))).forEach(t -> items.add(Node.Scalar.text(mark(), t)));
        put(key, new Node.Sequence(mark(key), items));
    }

    void error(String key, String code, String sentence, String hint) {
        findings.error(mark(key), trail().to(key), code, sentence, hint.isEmpty() ? Optional.empty() : Optional.of(hint));
    }

    void warning(String key, String code, String sentence, String hint) {
        findings.warning(mark(key), trail().to(key), code, sentence, hint.isEmpty() ? Optional.empty() : Optional.of(hint));
    }

    void notice(String key, String code, String sentence) {
        findings.notice(mark(key), trail().to(key), code, sentence);
    }

    /// Says something about one of its labels.
    void warnOfLabel(String label, Mark mark, String sentence, String hint) {
        findings.warning(mark, trail().to("labels").to(label), "NotHonoured", sentence, hint.isEmpty() ? Optional.empty() : Optional.of(hint));
    }

    void noteLabel(String label, Mark mark, String code, String sentence) {
        findings.notice(mark, trail().to("labels").to(label), code, sentence);
    }

    Node.Entry entry() {
        return new Node.Entry(written.mark(), new Node.Mapping(written.value().mark(), new LinkedHashMap<>(keys)));
    }
}

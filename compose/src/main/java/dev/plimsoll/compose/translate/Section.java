package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Keys;
import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.shape.Described;
import dev.plimsoll.manifest.shape.Scalars;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// A map of a compose file being read key by key. What has the wrong type is reported and read as if it were not there; so is an empty
/// text where a number or the like is wanted, because that is what an empty variable leaves.
public final class Section {
    private final Node.Mapping mapping;
    private final Trail trail;
    private final Findings findings;
    private final Keys keys;

    Section(Node.Mapping mapping, Trail trail, Findings findings, Keys keys) {
        this.mapping = mapping;
        this.trail = trail;
        this.findings = findings;
        this.keys = keys;
    }

    /// This map without the keys that are not honoured, each of which is a finding. A place the dialect has not is its parent's matter.
    Section checked(Place place) {
        var kept = keys.check(place, mapping, trail, findings);
        return kept == mapping ? this : new Section(kept, trail, findings, keys);
    }

    /// Whether a key means what it says in this dialect.
    boolean honours(Place place, String key) {
        return keys.at(place).filter(table -> table.honours(key)).isPresent();
    }

    Trail trail() {
        return trail;
    }

    Findings findings() {
        return findings;
    }

    Mark mark() {
        return mapping.mark();
    }

    /// Where a key stands; the map itself when it is not there.
    Mark mark(String key) {
        return node(key).map(Node::mark).orElse(mapping.mark());
    }

    /// What is written after a key; none when it is absent or nothing.
    Optional<Node> node(String key) {
        return mapping.get(key).filter(n -> !n.isNothing());
    }

    /// Whether the key is written at all, even with nothing after it.
    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /// Whether any of these keys is written: most services say nothing of most things, and thousands of them can share what is usual.
    boolean hasAny(Set<String> keys) {
        return !Collections.disjoint(keys, mapping.entries().keySet());
    }

    Optional<String> text(String key) {
        return node(key).flatMap(n -> text(n, trail.to(key)));
    }

    Optional<Boolean> truth(String key) {
        return simple(key, new Shape.Truth(), Boolean.class);
    }

    boolean is(String key) {
        return truth(key).orElse(false);
    }

    Optional<Integer> whole(String key) {
        return simple(key, new Shape.Whole(true), Integer.class);
    }

    Optional<Long> large(String key) {
        return simple(key, new Shape.Whole(false), Long.class);
    }

    Optional<Double> decimal(String key) {
        return simple(key, new Shape.Decimal(), Double.class);
    }

    Optional<Long> bytes(String key) {
        return simple(key, new Shape.Bytes(), Long.class);
    }

    Optional<Integer> mode(String key) {
        return simple(key, new Shape.Mode(), Integer.class);
    }

    Optional<Duration> span(String key) {
        return simple(key, new Shape.Span(), Duration.class);
    }

    Optional<Section> section(String key) {
        return node(key).flatMap(n -> section(new Item(n, trail.to(key))));
    }

    /// The map after a key, checked.
    Optional<Section> section(String key, Place place) {
        return section(key).map(s -> s.checked(place));
    }

    /// A map, nothing being an empty one. None when it is something else, which is reported.
    Optional<Section> section(Item item) {
        if (item.node() instanceof Node.Mapping map) {
            return Optional.of(new Section(map, item.trail(), findings, keys));
        }
        if (item.node().isNothing()) {
            return Optional.of(new Section(Node.Mapping.empty(item.node().mark()), item.trail(), findings, keys));
        }
        wrong(item.node(), item.trail(), "a map");
        return Optional.empty();
    }

    Optional<Section> section(Item item, Place place) {
        return section(item).map(s -> s.checked(place));
    }

    /// A list's items with their places; a single value is a list of one.
    List<Item> items(String key) {
        var node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        var items = new ArrayList<Item>();
        switch (node.get()) {
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    items.add(new Item(sequence.items().get(i), trail.to(key).to(i)));
                }
            }
            case Node.Mapping map -> wrong(map, trail.to(key), "a list");
            case Node single -> items.add(new Item(single, trail.to(key)));
        }
        return items;
    }

    /// An item of a list or map.
    record Item(Node node, Trail trail) {}

    List<String> texts(String key) {
        var items = items(key);
        return items.isEmpty() ? List.of() : items.stream().flatMap(i -> text(i.node(), i.trail()).stream()).toList();
    }

    /// A map's values with their places, or a list of names as a map to nothing.
    Map<String, Item> named(String key) {
        var values = new LinkedHashMap<String, Item>();
        switch (node(key).orElse(null)) {
            case null -> { }
            case Node.Mapping map -> map.entries().forEach((name, entry) -> values.put(name, new Item(entry.value().isNothing()
                ? Node.Scalar.nothing(entry.mark()) : entry.value(), trail.to(key).to(name))));
            case Node.Sequence _ -> items(key).forEach(i -> text(i.node(), i.trail())
                .ifPresent(name -> values.put(name, new Item(Node.Scalar.nothing(i.node().mark()), i.trail()))));
            case Node other -> wrong(other, trail.to(key), "a map or a list");
        }
        return values;
    }

    /// `{A: 1}` or `[A=1]`. A name without a value is handed to `otherwise`; none leaves it out.
    Map<String, String> pairs(String key, Function<String, Optional<String>> otherwise) {
        var pairs = new LinkedHashMap<String, String>();
        switch (node(key).orElse(null)) {
            case null -> { }
            case Node.Mapping map -> map.entries().forEach((name, entry) -> {
                var value = entry.value().isNothing() ? otherwise.apply(name) : text(entry.value(), trail.to(key).to(name));
                value.ifPresent(v -> pairs.put(name, v));
            });
            case Node.Sequence _ -> items(key).forEach(i -> text(i.node(), i.trail()).ifPresent(text -> {
                int equals = text.indexOf('=');
                var value = equals < 0 ? otherwise.apply(text) : Optional.of(text.substring(equals + 1));
                value.ifPresent(v -> pairs.put(equals < 0 ? text : text.substring(0, equals), v));
            }));
            case Node other -> wrong(other, trail.to(key), "a map or a list");
        }
        return pairs;
    }

    Map<String, String> pairs(String key) {
        return pairs(key, _ -> Optional.of(""));
    }

    /// Labels in either form. Ours cannot be written by others: they say what belongs to whom.
    Map<String, String> labels(String key) {
        var labels = pairs(key);
        labels.keySet().stream().filter(l -> l.startsWith(Stamp.PREFIX)).toList().forEach(label -> {
            error(key, "ReservedLabel", "labels that start with " + Stamp.PREFIX + " are Plimsoll's own", "remove " + Quote.of(label));
            labels.remove(label);
        });
        return labels;
    }

    void error(String key, String code, String sentence, String hint) {
        findings.error(mark(key), trail.to(key), code, sentence, hint.isEmpty() ? Optional.empty() : Optional.of(hint));
    }

    void warning(String key, String code, String sentence, String hint) {
        findings.warning(mark(key), trail.to(key), code, sentence, hint.isEmpty() ? Optional.empty() : Optional.of(hint));
    }

    /// Makes a value of the model; what its constructor refuses becomes a finding here.
    <T> Optional<T> made(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidValue invalid) {
            findings.error(mapping.mark(), trail, "InvalidValue", Quote.line(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private <T> Optional<T> simple(String key, Shape.Simple shape, Class<T> type) {
        return node(key).flatMap(node -> {
            if (!(node instanceof Node.Scalar scalar)) {
                wrong(node, trail.to(key), Described.of(shape));
                return Optional.<T>empty();
            }
            try {
                return scalar.text().isBlank() ? Optional.<T>empty() : Optional.of(type.cast(Scalars.parse(shape, scalar.text())));
            } catch (InvalidValue invalid) {
                findings.error(node.mark(), trail.to(key), "InvalidValue", Quote.line(invalid.getMessage()));
                return Optional.<T>empty();
            }
        });
    }

    private Optional<String> text(Node node, Trail at) {
        if (node instanceof Node.Scalar scalar && !scalar.isNothing()) {
            if (scalar.text().indexOf('\0') < 0) {
                return Optional.of(scalar.text());
            }
            findings.error(node.mark(), at, "InvalidValue", "no text may hold the character with code 0, which ends texts for the engine");
            return Optional.empty();
        }
        wrong(node, at, "a text");
        return Optional.empty();
    }

    private void wrong(Node node, Trail at, String wanted) {
        findings.error(node.mark(), at, "WrongType", "this should be " + wanted + ", not " + node.what());
    }
}

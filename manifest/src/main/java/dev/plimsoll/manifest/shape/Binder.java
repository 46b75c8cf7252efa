package dev.plimsoll.manifest.shape;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Turns trees into values of the model and says everything that is wrong with them, not only the first thing.
public final class Binder {
    /// Whether names that no record knows are errors (people's files) or passed over (what another version stored).
    public enum Unknown { REFUSED, IGNORED }

    /// Stands for a value that could not be read; the reason is among the findings.
    private static final Object FAILED = new Object();

    private final Findings findings;
    private final Unknown unknown;

    public Binder(Findings findings, Unknown unknown) {
        this.findings = findings;
        this.unknown = unknown;
    }

    /// A record from a map. Empty when something is wrong with it; the findings say what.
    public <T> Optional<T> bind(Class<T> record, Node node, Trail trail) {
        var value = value(Shapes.of(record), node, trail);
        return value == FAILED ? Optional.empty() : Optional.of(record.cast(value));
    }

    private Object value(Shape shape, Node node, Trail trail) {
        return switch (shape) {
            case Shape.Simple simple -> simple(simple, node, trail);
            case Shape.Maybe maybe -> maybe(maybe, node, trail);
            case Shape.Items items -> items(items, node, trail);
            case Shape.Named named -> named(named, node, trail);
            case Shape.OneOf oneOf -> oneOf(oneOf, node, trail);
            case Fields fields -> fields(fields, node, trail, "");
        };
    }

    private Object simple(Shape.Simple shape, Node node, Trail trail) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.Scalar.Type.NOTHING) {
            return failed(node, trail, "WrongType", "this should be " + Described.of(shape) + ", not " + node.what());
        }
        if (shape instanceof Shape.Truth && scalar.type() == Node.Scalar.Type.WHOLE) {
            return failed(node, trail, "WrongType", "this should be true or false, not " + node.what());
        }
        try {
            return Scalars.parse(shape, scalar.text());
        } catch (InvalidValue invalid) {
            var hint = shape instanceof Shape.Choice choice ? Nearest.hint(scalar.text(), choice.words()) : Optional.<String>empty();
            findings.error(node.mark(), trail, "InvalidValue", invalid.getMessage(), hint);
            return FAILED;
        }
    }

    private Object maybe(Shape.Maybe maybe, Node node, Trail trail) {
        if (node.isNothing()) {
            return Optional.empty();
        }
        var inner = value(maybe.inner(), node, trail);
        return inner == FAILED ? FAILED : Optional.of(inner);
    }

    private Object items(Shape.Items items, Node node, Trail trail) {
        if (node.isNothing()) {
            return new ArrayList<>();
        }
        if (!(node instanceof Node.Sequence sequence)) {
            return failed(node, trail, "WrongType", "this should be a list, not " + node.what());
        }
        var values = new ArrayList<>(sequence.items().size());
        boolean well = true;
        for (int i = 0; i < sequence.items().size(); i++) {
            var item = value(items.item(), sequence.items().get(i), trail.to(i));
            well &= item != FAILED && values.add(item);
        }
        return well ? values : FAILED;
    }

    private Object named(Shape.Named named, Node node, Trail trail) {
        if (node.isNothing()) {
            return Map.of();
        }
        if (!(node instanceof Node.Mapping mapping)) {
            return failed(node, trail, "WrongType", "this should be a map, not " + node.what());
        }
        var values = new LinkedHashMap<String, Object>();
        boolean well = true;
        for (var entry : mapping.entries().entrySet()) {
            var value = value(named.value(), entry.getValue().value(), trail.to(entry.getKey()));
            well &= value != FAILED;
            values.put(entry.getKey(), value);
        }
        return well ? values : FAILED;
    }

    private Object oneOf(Shape.OneOf oneOf, Node node, Trail trail) {
        if (!(node instanceof Node.Mapping mapping)) {
            return failed(node, trail, "WrongType", "this should be a map, not " + node.what());
        }
        var given = mapping.get(Shape.OneOf.SWITCH).orElse(Node.Scalar.nothing(node.mark()));
        var words = oneOf.alternatives().keySet().stream().sorted().toList();
        var word = given instanceof Node.Scalar scalar ? scalar.text() : "";
        var chosen = oneOf.alternatives().get(word);
        if (chosen == null) {
            findings.error(given.mark(), trail.to(Shape.OneOf.SWITCH), "InvalidValue", (word.isEmpty() ? "missing" : Quote.of(word) + " is not known")
                + "; it is one of " + String.join(", ", words), Nearest.hint(word, words));
            return FAILED;
        }
        return fields(chosen, node, trail, Shape.OneOf.SWITCH);
    }

    private Object fields(Fields fields, Node node, Trail trail, String alreadyRead) {
        if (node.isNothing()) {
            return fields(fields, Node.Mapping.empty(node.mark()), trail, alreadyRead);
        }
        if (!(node instanceof Node.Mapping mapping)) {
            return failed(node, trail, "WrongType", "this should be a map, not " + node.what());
        }
        var arguments = fields.arguments();
        boolean well = true;
        for (var entry : mapping.entries().entrySet()) {
            int position = fields.position(entry.getKey());
            if (position >= 0) {
                well &= argument(fields.list().get(position), entry.getValue().value(), trail, arguments, position);
            } else if (unknown == Unknown.REFUSED && !entry.getKey().equals(alreadyRead)) {
                findings.error(entry.getValue().mark(), trail.to(entry.getKey()), "UnknownKey", "unknown key", Nearest.hint(entry.getKey(), fields.names()));
                well = false;
            }
        }
        return well ? make(fields, arguments, node, trail) : FAILED;
    }

    private boolean argument(Field field, Node node, Trail trail, Object[] arguments, int position) {
        if (node.isNothing()) {
            return true;
        }
        var value = value(field.shape(), node, trail.to(field.name()));
        if (value == FAILED) {
            return false;
        }
        arguments[position] = value;
        return true;
    }

    private Object make(Fields fields, Object[] arguments, Node node, Trail trail) {
        try {
            return fields.make(arguments);
        } catch (InvalidValue invalid) {
            var culprit = culprit(fields, arguments, (Node.Mapping) node, invalid.getMessage());
            findings.error(culprit.map(c -> c.getValue().value().mark()).orElse(node.mark()), culprit.map(c -> trail.to(c.getKey())).orElse(trail),
                "InvalidValue", Quote.line(invalid.getMessage()));
            return FAILED;
        }
    }

    /// The written field that the complaint is about, so that the finding can point at it: without it all is well, or at least the
    /// complaint is another.
    private static Optional<Map.Entry<String, Node.Entry>> culprit(Fields fields, Object[] arguments, Node.Mapping written, String complaint) {
        var absent = fields.arguments();
        Optional<Map.Entry<String, Node.Entry>> suspect = Optional.empty();
        for (var entry : written.entries().entrySet()) {
            int position = fields.position(entry.getKey());
            var without = arguments.clone();
            if (position >= 0) {
                without[position] = absent[position];
            }
            try {
                fields.make(without);
                return Optional.of(entry);
            } catch (InvalidValue invalid) {
                suspect = suspect.isEmpty() && !invalid.getMessage().equals(complaint) ? Optional.of(entry) : suspect;
            }
        }
        return suspect;
    }

    private Object failed(Node node, Trail trail, String code, String sentence) {
        findings.error(node.mark(), trail, code, sentence);
        return FAILED;
    }
}

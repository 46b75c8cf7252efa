package dev.plimsoll.manifest.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Changes the texts of a tree. Names are left alone, marks are kept, and what does not change stays the same object.
public final class Texts {
    private Texts() {}

    /// What becomes of a text.
    @FunctionalInterface
    public interface Change {
        String of(String text, Mark mark, Trail trail);
    }

    public static Node changed(Node node, Trail trail, Change change) {
        return switch (node) {
            case Node.Scalar scalar -> {
                var text = change.of(scalar.text(), scalar.mark(), trail);
                yield text.equals(scalar.text()) ? scalar : Node.Scalar.text(scalar.mark(), text);
            }
            case Node.Sequence sequence -> sequence(sequence, trail, change);
            case Node.Mapping mapping -> mapping(mapping, trail, change);
            case Node.Tagged tagged -> {
                var inner = changed(tagged.node(), trail, change);
                yield inner == tagged.node() ? tagged : new Node.Tagged(tagged.mark(), tagged.tag(), inner);
            }
        };
    }

    private static Node sequence(Node.Sequence sequence, Trail trail, Change change) {
        ArrayList<Node> changed = null;
        for (int i = 0; i < sequence.items().size(); i++) {
            var item = sequence.items().get(i);
            var replaced = changed(item, trail.to(i), change);
            if (replaced != item) {
                changed = changed == null ? new ArrayList<>(sequence.items()) : changed;
                changed.set(i, replaced);
            }
        }
        return changed == null ? sequence : new Node.Sequence(sequence.mark(), changed);
    }

    private static Node mapping(Node.Mapping mapping, Trail trail, Change change) {
        LinkedHashMap<String, Node.Entry> changed = null;
        for (var entry : mapping.entries().entrySet()) {
            var replaced = changed(entry.getValue().value(), trail.to(entry.getKey()), change);
            if (replaced != entry.getValue().value()) {
                changed = changed == null ? new LinkedHashMap<>(mapping.entries()) : changed;
                changed.put(entry.getKey(), new Node.Entry(entry.getValue().mark(), replaced));
            }
        }
        return changed == null ? mapping : new Node.Mapping(mapping.mark(), changed);
    }
}

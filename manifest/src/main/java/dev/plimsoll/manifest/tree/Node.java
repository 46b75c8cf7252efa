package dev.plimsoll.manifest.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A piece of a document. Immutable; a YAML alias shares the node it points to.
public sealed interface Node {
    Mark mark();

    /// A text, number, truth value or nothing. The text is what was written: `1.10` stays `1.10`, `0440` stays `0440`.
    record Scalar(Mark mark, Type type, String text) implements Node {
        /// What a plain scalar means under the core schema of YAML 1.2; quoted ones are always TEXT.
        public enum Type { TEXT, WHOLE, DECIMAL, TRUTH, NOTHING }

        public static Scalar text(Mark mark, String text) {
            return new Scalar(mark, Type.TEXT, text);
        }

        public static Scalar nothing(Mark mark) {
            return new Scalar(mark, Type.NOTHING, "");
        }
    }

    /// A list.
    record Sequence(Mark mark, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A map from texts, in the order written.
    record Mapping(Mark mark, Map<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(entries);
        }

        public static Mapping empty(Mark mark) {
            return new Mapping(mark, new LinkedHashMap<>());
        }

        public Optional<Node> get(String name) {
            var entry = entries.get(name);
            return entry == null ? Optional.empty() : Optional.of(entry.value());
        }
    }

    /// A value of a map, with the place of its name.
    record Entry(Mark mark, Node value) {}

    /// A node with a tag of its own, such as compose's `!reset`. Who does not know the tag refuses it.
    record Tagged(Mark mark, String tag, Node node) implements Node {}

    /// Whether nothing was written.
    default boolean isNothing() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.NOTHING;
    }

    /// For sentences: what this is.
    default String what() {
        return switch (this) {
            case Scalar s -> switch (s.type()) {
                case TEXT -> "a text";
                case WHOLE, DECIMAL -> "a number";
                case TRUTH -> "true or false";
                case NOTHING -> "nothing";
            };
            case Sequence _ -> "a list";
            case Mapping _ -> "a map";
            // Without the tag itself: it may be a password that begins with '!' and was not quoted.
            case Tagged _ -> "a tagged value (a text that begins with '!' must be in quotes)";
        };
    }
}

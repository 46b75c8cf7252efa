package dev.plimsoll.manifest;

import dev.plimsoll.manifest.shape.Described;
import dev.plimsoll.manifest.shape.Field;
import dev.plimsoll.manifest.shape.Fields;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.shape.Shapes;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers what a field is: `component.health.test`.
///
/// @param path      what was asked about
/// @param type      in words
/// @param doc       what it is for
/// @param otherwise value when it is not written; empty when there is none to tell
/// @param children  fields inside it
public record Explain(String path, String type, String doc, String otherwise, List<Child> children) {
    /// A field inside.
    public record Child(String name, String type, String doc, String otherwise) {}

    public Explain {
        children = List.copyOf(children);
    }

    /// The kinds.
    public static Explain kinds() {
        return new Explain("", "a document", "Every document has apiVersion: plimsoll/v1, kind, metadata and spec.", "",
            Arrays.stream(Kind.values()).map(k -> new Child(k.singular(), "a kind", doc(k), "")).toList());
    }

    /// A kind, or a field of its spec; names of maps and places in lists may be left out.
    ///
    /// @throws InvalidValue when there is no such kind or field; the sentence has a hint
    public static Explain of(String path) {
        var words = new ArrayList<>(Arrays.asList(path.strip().split("\\.")));
        if (words.getFirst().isEmpty()) {
            return kinds();
        }
        var kind = Kind.named(words.getFirst()).orElseThrow(() -> new InvalidValue(Quote.of(words.getFirst()) + " is no kind"
            + Nearest.hint(words.getFirst(), Arrays.stream(Kind.values()).map(Kind::singular).toList()).map(h -> "; " + h).orElse("")));
        var at = new Explain(kind.singular(), "a kind", doc(kind), "", List.of());
        Shape shape = Shapes.of(kind.specType());
        for (var word : words.subList(1, words.size())) {
            var name = word.replaceAll("\\[[^]]*]", "");
            if (name.equals("spec") && at.path().equals(kind.singular())) {
                continue;
            }
            var fields = inside(shape);
            if (fields.containsKey(name)) {
                var field = fields.get(name);
                shape = field.shape();
                at = new Explain(at.path() + "." + name, Described.of(shape), field.doc(), field.otherwise(), List.of());
            } else if (!isNamed(shape)) {
                throw new InvalidValue(Quote.of(name) + " is no field of " + at.path() + Nearest.hint(name, fields.keySet()).map(h -> "; " + h).orElse(""));
            } else {
                shape = ((Shape.Named) shape).value();
                at = new Explain(at.path() + "." + name, Described.of(shape), at.doc(), "", List.of());
            }
        }
        var children = inside(shape).values().stream().map(f -> new Child(f.name(), Described.of(f.shape()), f.doc(), f.otherwise())).toList();
        return new Explain(at.path(), at.type(), at.doc(), at.otherwise(), children);
    }

    private static boolean isNamed(Shape shape) {
        return shape instanceof Shape.Named;
    }

    private static Map<String, Field> inside(Shape shape) {
        return switch (shape) {
            case Fields fields -> byName(fields);
            case Shape.Maybe maybe -> inside(maybe.inner());
            case Shape.Items items -> inside(items.item());
            case Shape.Named named -> inside(named.value());
            case Shape.OneOf oneOf -> {
                var all = new LinkedHashMap<String, Field>();
                oneOf.alternatives().values().forEach(a -> all.putAll(byName(a)));
                yield all;
            }
            case Shape.Simple _ -> Map.of();
        };
    }

    private static Map<String, Field> byName(Fields fields) {
        var byName = new LinkedHashMap<String, Field>();
        fields.list().forEach(f -> byName.put(f.name(), f));
        return byName;
    }

    static String doc(Kind kind) {
        try {
            return Optional.ofNullable(Kind.class.getField(kind.name()).getAnnotation(Doc.class)).map(Doc::value).orElse("");
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("a constant without a field", impossible);
        }
    }
}

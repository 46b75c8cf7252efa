package dev.plimsoll.manifest;

import dev.plimsoll.manifest.shape.Fields;
import dev.plimsoll.manifest.shape.Scalars;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.shape.Shapes;
import dev.plimsoll.manifest.shape.Written;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What differs between two specs of a kind, field by field, for people who look before they apply. Values of secrets are never shown.
public final class FieldChanges {
    private static final String HIDDEN = "(changed)";

    private final List<FieldChange> changes = new ArrayList<>();

    private FieldChanges() {}

    /// Empty when both are equal, which costs next to nothing to find out.
    public static List<FieldChange> between(Spec before, Spec after) {
        if (before == after || before.equals(after)) {
            return List.of();
        }
        var between = new FieldChanges();
        between.fields(Shapes.of(before.getClass()), before, after, Trail.ROOT);
        return List.copyOf(between.changes);
    }

    /// The fields of a new spec, each from nothing.
    public static List<FieldChange> creating(Spec after) {
        var between = new FieldChanges();
        var fields = Shapes.of(after.getClass());
        for (int i = 0; i < fields.list().size(); i++) {
            var value = fields.list().get(i).of(after);
            if (!fields.isAbsent(i, value)) {
                between.added(fields.list().get(i), value, Trail.ROOT, after);
            }
        }
        return List.copyOf(between.changes);
    }

    private void added(dev.plimsoll.manifest.shape.Field field, Object value, Trail trail, Object owner) {
        var path = trail.to(field.name());
        if (owner instanceof SecretSpec secret) {
            secret.data().keySet().forEach(name -> changes.add(new FieldChange(path.to(name).toString(), "", HIDDEN)));
        } else {
            changes.add(new FieldChange(path.toString(), "", text(field.shape(), value)));
        }
    }

    private void fields(Fields fields, Object before, Object after, Trail trail) {
        for (var field : fields.list()) {
            var old = field.of(before);
            var now = field.of(after);
            if (old.equals(now)) {
                continue;
            }
            if (before instanceof SecretSpec) {
                secret((Map<?, ?>) old, (Map<?, ?>) now, trail.to(field.name()));
            } else {
                value(field.shape(), old, now, trail.to(field.name()));
            }
        }
    }

    private void value(Shape shape, Object before, Object after, Trail trail) {
        switch (shape) {
            case Fields fields -> fields(fields, before, after, trail);
            case Shape.Named named -> named(named, (Map<?, ?>) before, (Map<?, ?>) after, trail);
            case Shape.Items(Shape item) when !(item instanceof Shape.Simple) -> items(item, (List<?>) before, (List<?>) after, trail);
            case Shape.Maybe(Shape inner) when ((Optional<?>) before).isPresent() && ((Optional<?>) after).isPresent() ->
                value(inner, ((Optional<?>) before).get(), ((Optional<?>) after).get(), trail);
            case Shape.OneOf oneOf when before.getClass() == after.getClass() -> fields(oneOf.alternatives().get(oneOf.wordOf(before)), before, after, trail);
            case Shape.Simple _, Shape.Items _, Shape.Maybe _, Shape.OneOf _ ->
                changes.add(new FieldChange(trail.toString(), text(shape, before), text(shape, after)));
        }
    }

    private void named(Shape.Named named, Map<?, ?> before, Map<?, ?> after, Trail trail) {
        var names = new LinkedHashSet<Object>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            pair(named.value(), Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)), trail.to((String) name));
        }
    }

    private void items(Shape item, List<?> before, List<?> after, Trail trail) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            pair(item, at(before, i), at(after, i), trail.to(i));
        }
    }

    private static Optional<?> at(List<?> list, int index) {
        return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
    }

    private void pair(Shape shape, Optional<?> before, Optional<?> after, Trail trail) {
        if (before.isPresent() && after.isPresent()) {
            if (!before.get().equals(after.get())) {
                value(shape, before.get(), after.get(), trail);
            }
        } else {
            changes.add(new FieldChange(trail.toString(), before.map(b -> text(shape, b)).orElse(""), after.map(a -> text(shape, a)).orElse("")));
        }
    }

    private void secret(Map<?, ?> before, Map<?, ?> after, Trail trail) {
        var names = new LinkedHashSet<Object>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            if (!java.util.Objects.equals(before.get(name), after.get(name))) {
                changes.add(new FieldChange(trail.to((String) name).toString(), before.containsKey(name) ? HIDDEN : "", after.containsKey(name) ? HIDDEN : ""));
            }
        }
    }

    private static String text(Shape shape, Object value) {
        return switch (shape) {
            case Shape.Maybe maybe -> ((Optional<?>) value).map(v -> text(maybe.inner(), v)).orElse("");
            case Shape.Simple _ -> Scalars.print(value);
            case Shape.Items _, Shape.Named _, Shape.OneOf _, Fields _ -> json(shape, value);
        };
    }

    private static String json(Shape shape, Object value) {
        var text = new StringWriter();
        try (var json = Json.FACTORY.createGenerator(text)) {
            new Written(json).value(shape, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return text.toString();
    }
}

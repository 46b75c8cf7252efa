package dev.plimsoll.manifest.shape;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.route.Match;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads shapes from records, each once.
public final class Shapes {
    /// A record component cannot be named after the keyword, a field in a file can.
    private static final Map<String, String> WRITTEN_NAMES = Map.of("byDefault", "default");
    private static final Map<Class<?>, Fields> KNOWN = new ConcurrentHashMap<>();

    private Shapes() {}

    /// The shape of a record.
    public static Fields of(Class<?> type) {
        var known = KNOWN.get(type);
        if (known == null) {
            known = read(type);
            KNOWN.put(type, known);
        }
        return known;
    }

    private static Fields read(Class<?> type) {
        var components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " is no record");
        }
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return new Fields(type, Arrays.stream(components).map(Shapes::field).toList(), constructor);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("record " + type + " has no canonical constructor", impossible);
        }
    }

    private static Field field(RecordComponent component) {
        var doc = Optional.ofNullable(component.getAnnotation(Doc.class));
        var shape = shape(component.getGenericType(), doc.map(Doc::unit).orElse(Doc.Unit.NONE));
        return new Field(WRITTEN_NAMES.getOrDefault(component.getName(), component.getName()), doc.map(Doc::value).orElse(""),
            doc.map(Doc::otherwise).orElse(""), shape, component.getAccessor());
    }

    private static Shape shape(Type type, Doc.Unit unit) {
        return type instanceof ParameterizedType generic ? container(generic, unit) : plain((Class<?>) type, unit);
    }

    private static Shape container(ParameterizedType generic, Doc.Unit unit) {
        var raw = (Class<?>) generic.getRawType();
        var inner = shape(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1], unit);
        if (raw == Optional.class) {
            return new Shape.Maybe(inner);
        }
        return raw == List.class ? new Shape.Items(inner) : new Shape.Named(inner);
    }

    private static Shape plain(Class<?> type, Doc.Unit unit) {
        return switch (unit) {
            case BYTES -> new Shape.Bytes();
            case MODE -> new Shape.Mode();
            case NONE -> withoutUnit(type);
        };
    }

    private static Shape withoutUnit(Class<?> type) {
        if (type == String.class) {
            return new Shape.Text();
        } else if (type == boolean.class || type == Boolean.class) {
            return new Shape.Truth();
        } else if (type == int.class || type == Integer.class) {
            return new Shape.Whole(true);
        } else if (type == long.class || type == Long.class) {
            return new Shape.Whole(false);
        } else if (type == double.class || type == Double.class) {
            return new Shape.Decimal();
        } else if (type == Duration.class) {
            return new Shape.Span();
        } else if (type == Instant.class) {
            return new Shape.Moment();
        } else if (type.isEnum()) {
            return new Shape.Choice(Arrays.stream(type.getEnumConstants()).<Enum<?>>map(c -> (Enum<?>) c).toList());
        } else if (type == Match.class) {
            return new Shape.Rule();
        } else if (type.isSealed() && type.isInterface()) {
            return oneOf(type);
        }
        return of(type);
    }

    private static Shape oneOf(Class<?> type) {
        var alternatives = new LinkedHashMap<String, Fields>();
        for (var alternative : type.getPermittedSubclasses()) {
            alternatives.put(alternativeWord(alternative), of(alternative));
        }
        return new Shape.OneOf(type, alternatives);
    }

    static String alternativeWord(Class<?> alternative) {
        return alternative.getSimpleName().toLowerCase(Locale.ROOT);
    }
}

package dev.plimsoll.manifest.shape;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Match;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A record: its fields in order, how to make one, and what its fields are when nothing is written.
public final class Fields implements Shape {
    private final Class<?> type;
    private final List<Field> list;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Constructor<?> constructor;
    private final Object[] absent;
    private final Optional<Object> blank;

    Fields(Class<?> type, List<Field> list, Constructor<?> constructor) {
        this.type = type;
        this.list = List.copyOf(list);
        this.constructor = constructor;
        for (int i = 0; i < list.size(); i++) {
            positions.put(list.get(i).name(), i);
        }
        var given = list.stream().map(Fields::absentArgument).toArray();
        this.blank = blank(given);
        this.absent = list.stream().map(f -> blank.map(f::of).orElseGet(() -> absentValue(f))).toArray();
    }

    public Class<?> type() {
        return type;
    }

    public List<Field> list() {
        return list;
    }

    public java.util.Set<String> names() {
        return positions.keySet();
    }

    /// Where a field of this name is in [#list]; -1 when there is none.
    public int position(String name) {
        return positions.getOrDefault(name, -1);
    }

    /// Room for the values of a record, filled with what absent fields are made from.
    public Object[] arguments() {
        return list.stream().map(Fields::absentArgument).toArray();
    }

    /// @throws InvalidValue when the record refuses the values
    public Object make(Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof InvalidValue invalid) {
                throw invalid;
            }
            throw new InvalidValue("these values make no " + type.getSimpleName() + ": " + refused.getCause().getMessage());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("record " + type + " cannot be made", impossible);
        }
    }

    /// Whether a field's value is the one it has when nothing is written, so that it need not be written.
    public boolean isAbsent(int position, Object value) {
        return value.equals(absent[position]);
    }

    /// The record when nothing is written; empty when it cannot do without.
    public Optional<Object> blank() {
        return blank;
    }

    private Optional<Object> blank(Object[] given) {
        try {
            return Optional.of(make(given));
        } catch (InvalidValue needsMore) {
            return Optional.empty();
        }
    }

    /// What the constructor gets for a field that is not written; null leaves it to the constructor.
    private static Object absentArgument(Field field) {
        if (!field.otherwise().isEmpty() && field.shape() instanceof Simple simple) {
            return Scalars.parse(simple, field.otherwise());
        }
        return switch (field.shape()) {
            case Text _ -> "";
            case Truth _ -> false;
            case Whole whole -> whole.small() ? (Object) 0 : (Object) 0L;
            case Bytes _ -> 0L;
            case Decimal _ -> 0.0;
            case Mode _ -> 0;
            case Moment _ -> java.time.Instant.EPOCH;
            case Rule _ -> Match.ANY;
            case Maybe _ -> Optional.empty();
            case Items _ -> List.of();
            case Named _ -> Map.of();
            case Span _, Choice _, OneOf _, Fields _ -> null;
        };
    }

    /// What a field of a record that cannot be blank reads as when it is not written. A record inside must turn null into its blank self.
    private static Object absentValue(Field field) {
        var argument = absentArgument(field);
        if (argument == null && field.shape() instanceof Fields fields) {
            argument = fields.blank.orElse(null);
        }
        return Objects.requireNonNullElse(argument, NEVER);
    }

    private static final Object NEVER = new Object();
}

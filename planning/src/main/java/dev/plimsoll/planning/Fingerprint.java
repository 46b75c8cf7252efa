package dev.plimsoll.planning;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A short hash of a value made of records, collections and texts.
///
/// Absent things (empty, false, zero, none, records of nothing else) are left out, and maps count without their order: a field added to a record in a later version
/// changes no fingerprint as long as its default is absent, so that updating Plimsoll replaces nobody's containers.
public final class Fingerprint {
    /// Hex digits of a fingerprint: 64 bits, plenty for the handful of definitions that ever share a slot.
    public static final int LENGTH = 16;

    private static final MethodType READS = MethodType.methodType(Object.class, Object.class);
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return java.util.Arrays.stream(type.getRecordComponents()).map(c -> {
                try {
                    return new Field(head(c.getName()), MethodHandles.lookup().unreflect(c.getAccessor()).asType(READS));
                } catch (IllegalAccessException hidden) {
                    throw new IllegalArgumentException(type + " cannot be fingerprinted", hidden);
                }
            }).toList();
        }
    };

    private Fingerprint() {}

    /// @param namesAndValues alternating names and values
    public static String of(Object... namesAndValues) {
        var text = new StringBuilder(512);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            field(text, head((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return sha256(text.toString()).substring(0, LENGTH);
    }

    /// SHA-256 of a text, in hex.
    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What stands before a value. Lengths keep neighbours apart: {a: "b c"} and {a: "b", c: ""} must not look the same.
    private static String head(String name) {
        return name.length() + ":" + name + "=";
    }

    /// @return whether there was anything to write
    private static boolean field(StringBuilder text, String head, Object value) {
        if (absent(value)) {
            return false;
        }
        int before = text.length();
        if (!append(text.append(head), value)) {
            text.setLength(before);
            return false;
        }
        text.append(';');
        return true;
    }

    /// Whether a value that is no record is nothing; of a record that is known when its fields have been written.
    private static boolean absent(Object value) {
        return switch (value) {
            case null -> true;
            case Optional<?> o -> o.isEmpty();
            case Collection<?> c -> c.isEmpty();
            case Map<?, ?> m -> m.isEmpty();
            case Boolean b -> !b;
            case Number n -> n.doubleValue() == 0;
            case String s -> s.isEmpty();
            case Duration d -> d.isZero();
            default -> false;
        };
    }

    /// @return false for a record of absent things only, which is then written with its name alone
    private static boolean append(StringBuilder text, Object value) {
        switch (value) {
            case Optional<?> o -> append(text.append('?'), o.orElseThrow());
            case Collection<?> c -> {
                text.append('[');
                c.forEach(each -> append(text, each));
                text.append(']');
            }
            case Map<?, ?> m -> {
                text.append('{');
                var sorted = new TreeMap<String, Object>();
                m.forEach((k, v) -> sorted.put(k.toString(), v));
                // An entry counts even when its value is empty: A= is not the same as no A.
                sorted.forEach((k, v) -> append(text.append(k.length()).append(':').append(k).append('='), v));
                text.append('}');
            }
            case Record r -> {
                text.append(r.getClass().getSimpleName()).append('(');
                boolean any = false;
                for (var field : FIELDS.get(r.getClass())) {
                    any |= field(text, field.head, field.read(r));
                }
                text.append(')');
                return any;
            }
            default -> {
                var plain = value.toString();
                text.append(plain.length()).append(':').append(plain);
            }
        }
        return true;
    }

    private record Field(String head, MethodHandle accessor) {
        Object read(Object of) {
            try {
                return (Object) accessor.invokeExact(of);
            } catch (Throwable broken) {
                throw new IllegalStateException("cannot read " + head, broken);
            }
        }
    }
}

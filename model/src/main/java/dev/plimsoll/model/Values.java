package dev.plimsoll.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies for compact constructors: absent becomes empty, order of declaration is kept, the result cannot be changed.
public final class Values {
    private Values() {}

    public static <T> List<T> list(List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    public static <V> Map<String, V> map(Map<String, V> given) {
        if (given == null || given.isEmpty()) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, V>();
        given.forEach((k, v) -> {
            if (k == null || v == null) {
                throw new InvalidValue("'" + k + "' has no value");
            }
            copy.put(k, v);
        });
        return Collections.unmodifiableMap(copy);
    }

    public static <T> Optional<T> optional(Optional<T> given) {
        return given == null ? Optional.empty() : given;
    }

    public static String text(String given) {
        return given == null ? "" : given;
    }

    public static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}

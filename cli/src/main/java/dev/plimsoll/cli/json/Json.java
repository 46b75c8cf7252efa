package dev.plimsoll.cli.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value. Asking for what is not there answers [#NONE], an empty text, zero or an empty list.
public final class Json {
    public static final Json NONE = new Json(null);

    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    /// @param value a map, list, text, number, boolean or null; copied by nobody, so not to be changed afterwards
    public static Json of(Object value) {
        return value == null ? NONE : value instanceof Json already ? already : new Json(value);
    }

    /// The value at the end of a path of names.
    public Json at(String... path) {
        var here = this;
        for (var name : path) {
            here = here.value instanceof Map<?, ?> map ? of(map.get(name)) : NONE;
        }
        return here;
    }

    /// The text of a text, number or boolean at the end of a path; empty for everything else.
    public String text(String... path) {
        var there = at(path).value;
        return there == null || there instanceof Map || there instanceof List ? "" : there.toString();
    }

    /// The text at the end of a path, when there is one that is not empty.
    public Optional<String> some(String... path) {
        return Optional.of(text(path)).filter(t -> !t.isEmpty());
    }

    public long number(String... path) {
        return at(path).value instanceof Number number ? number.longValue() : 0;
    }

    public boolean flag(String... path) {
        return Boolean.TRUE.equals(at(path).value);
    }

    /// The elements of the list at the end of a path.
    public List<Json> items(String... path) {
        return at(path).value instanceof List<?> list ? list.stream().map(Json::of).toList() : List.of();
    }

    /// The members of the object at the end of a path, in order.
    public Map<String, Json> members(String... path) {
        var members = new LinkedHashMap<String, Json>();
        if (at(path).value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(name.toString(), of(member)));
        }
        return members;
    }

    /// Whether there is anything, null excepted.
    public boolean exists() {
        return value != null;
    }

    /// Whether there is nothing to show: nothing, an empty text, list or object.
    public boolean blank() {
        return value == null || value instanceof Map<?, ?> map && map.isEmpty() || value instanceof List<?> list && list.isEmpty()
            || value instanceof String text && text.isEmpty();
    }

    /// The value as Java's own types, for writing it on.
    public Object plain() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && java.util.Objects.equals(value, json.value);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return JsonText.compact(this);
    }
}

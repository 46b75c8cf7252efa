package dev.plimsoll.manifest.tree;

import java.util.HashMap;
import java.util.Map;

/// Where what is declared stands in the files, by paths of resources such as `assembly/shop.web.image`.
public final class Places {
    private final Map<String, Mark> marks = new HashMap<>();

    /// The first to say where something stands is right: later ones only add to it.
    public void put(String path, Mark mark) {
        marks.putIfAbsent(path, mark);
    }

    /// Everything in a map, to a depth.
    public void putAll(String path, Node.Mapping mapping, int depth) {
        mapping.entries().forEach((key, entry) -> {
            put(path + "." + key, entry.mark());
            if (depth > 1 && entry.value() instanceof Node.Mapping deeper) {
                putAll(path + "." + key, deeper, depth - 1);
            }
        });
    }

    public void putAll(Places others) {
        others.marks.forEach(this::put);
    }

    public boolean has(String path) {
        return marks.containsKey(path);
    }

    /// Where something stands, or the nearest thing around it; nowhere when nobody said.
    public Mark of(String path) {
        var around = path;
        while (!around.isEmpty()) {
            var mark = marks.get(around);
            if (mark != null) {
                return mark;
            }
            around = around.substring(0, Math.max(0, around.lastIndexOf('.')));
        }
        return Mark.NOWHERE;
    }

    /// The same when the same things stand in the same places.
    @Override
    public boolean equals(Object other) {
        return other instanceof Places places && marks.equals(places.marks);
    }

    @Override
    public int hashCode() {
        return marks.hashCode();
    }
}

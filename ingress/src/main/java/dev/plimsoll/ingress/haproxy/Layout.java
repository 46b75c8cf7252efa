package dev.plimsoll.ingress.haproxy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which backend of the running process serves which route. Usually each has its own; after changes without a reload, new routes have spare ones, and those of routes
/// that are gone stand empty.
///
/// @param wanted  what is to be served
/// @param running the same over the backends that the running process has
/// @param places  backends that are not where their names say, by those names
record Layout(Configuration wanted, Configuration running, Map<String, String> places) {
    /// Right after a start or a reload.
    static Layout of(Configuration loaded) {
        return new Layout(loaded, loaded, Map.of());
    }

    /// Whether every backend has its own.
    boolean settled() {
        return wanted == running;
    }

    /// Another configuration over the same backends; none when it needs what the running process has not.
    Optional<Layout> with(Configuration other) {
        if (other.structure().equals(running.structure())) {
            return Optional.of(of(other));
        }
        if (!running.surroundings().equals(other.surroundings())) {
            return Optional.empty();
        }
        var laid = new TreeMap<String, Backend>();
        var away = new HashMap<String, String>();
        var homeless = new TreeMap<String, Backend>();
        other.backends().values().stream().filter(b -> !Spares.is(b)).forEach(backend -> {
            var at = Optional.of(places.getOrDefault(backend.name(), backend.name())).filter(p -> fits(backend, p)).or(() -> Optional.of(backend.name()).filter(p -> fits(backend, p)));
            at.ifPresentOrElse(p -> put(backend, p, laid, away), () -> homeless.put(backend.name(), backend));
        });
        for (var backend : homeless.values()) {
            var spare = running.backends().tailMap(Spares.FIRST).values().stream().filter(s -> Spares.is(s) && !laid.containsKey(s.name()) && fits(backend, s.name())).findFirst();
            if (spare.isEmpty()) {
                return Optional.empty();
            }
            put(backend, spare.get().name(), laid, away);
        }
        running.backends().values().forEach(b -> laid.computeIfAbsent(b.name(), _ -> b.empty()));
        return Optional.of(new Layout(other, running.with(laid, moved(other.maps(), away)), Map.copyOf(away)));
    }

    private boolean fits(Backend backend, String place) {
        var there = running.backends().get(place);
        return there != null && there.shape().isPresent() && there.shape().equals(backend.shape()) || there != null && place.equals(backend.name()) && there.structure().equals(backend.structure());
    }

    private static void put(Backend backend, String place, Map<String, Backend> laid, Map<String, String> away) {
        laid.put(place, backend.at(place));
        if (!place.equals(backend.name())) {
            away.put(backend.name(), place);
        }
    }

    /// An entry says `BEFORE@BACKEND`.
    private static Map<String, Map<String, String>> moved(Map<String, Map<String, String>> maps, Map<String, String> away) {
        if (away.isEmpty()) {
            return maps;
        }
        var moved = new TreeMap<String, Map<String, String>>();
        maps.forEach((file, entries) -> {
            var others = new TreeMap<>(entries);
            others.replaceAll((_, value) -> {
                int name = value.indexOf('@') + 1;
                return value.substring(0, name) + away.getOrDefault(value.substring(name), value.substring(name));
            });
            moved.put(file, others);
        });
        return moved;
    }
}

package dev.plimsoll.compose.key;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All keys of one dialect: a table for each place it has.
public final class Keys {
    /// Names of version 1, which pairs with version 2 still have.
    private static final Map<String, String> FORMERLY = Map.of("net", "network_mode", "log_driver", "logging.driver", "log_opt", "logging.options");

    private final Map<Place, KeyTable> tables;

    private Keys(Map<Place, KeyTable> tables) {
        this.tables = tables;
    }

    public static Keys of(Dialect dialect) {
        return switch (dialect) {
            case COMPOSE -> ComposeKeys.ALL;
            case STACK -> StackKeys.ALL;
            case RANCHER -> RancherKeys.ALL;
        };
    }

    /// The keys of a dialect once its files are in the shape of the Compose specification.
    public static Keys specified(Dialect dialect) {
        return dialect == Dialect.RANCHER ? RancherKeys.SPECIFIED : of(dialect);
    }

    /// Says of every key of a map at a place that is not honoured what becomes of it.
    ///
    /// @return the map without what is passed over; the map itself when the dialect has no such place, because the key that leads there speaks for it
    public Node.Mapping check(Place place, Node.Mapping mapping, Trail trail, Findings findings) {
        return at(place).map(table -> table.check(mapping, trail, findings, key -> hint(place, key))).orElse(mapping);
    }

    /// What an unknown key was perhaps meant to be: misspelt, called so long ago, one level too high or too low, or of another dialect.
    private Optional<String> hint(Place place, String key) {
        return Nearest.hint(key, at(place).map(KeyTable::keys).orElse(List.of())).or(() -> Optional.ofNullable(FORMERLY.get(key)).map(now -> "it is called " + now + " now"))
            .or(() -> tables.entrySet().stream().filter(t -> t.getKey().isNear(place) && t.getValue().honours(key)).findFirst()
                .map(t -> "it belongs " + (t.getKey() == Place.FILE || t.getKey() == Place.SERVICE ? "one level up" : "under " + t.getKey().title())))
            .or(() -> Arrays.stream(Dialect.values()).filter(d -> of(d).at(place).filter(t -> t.honours(key)).isPresent()).findFirst()
                .map(d -> "it is a key of " + d.title() + ", which --dialect " + d.word() + " reads"));
    }

    static Keys of(Map<Place, KeyTable> tables) {
        return new Keys(new EnumMap<>(tables));
    }

    /// These with one table in place of that which was there.
    Keys with(Place place, KeyTable table) {
        var changed = new EnumMap<>(tables);
        changed.put(place, table);
        return new Keys(changed);
    }

    /// These without places the dialect does not have.
    Keys without(Place... places) {
        var changed = new EnumMap<>(tables);
        changed.keySet().removeAll(Set.of(places));
        return new Keys(changed);
    }

    /// The table of a place. None when the dialect has no such place, because the key that leads there is not honoured.
    public Optional<KeyTable> at(Place place) {
        return Optional.ofNullable(tables.get(place));
    }
}

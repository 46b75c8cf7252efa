package dev.plimsoll.compose.key;

import dev.plimsoll.compose.Dialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All keys of one dialect: a table for each place it has.
public final class Keys {
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

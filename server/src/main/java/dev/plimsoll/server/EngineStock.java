package dev.plimsoll.server;

import dev.plimsoll.api.plane.Stock;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything on all engines with our stamp, asked for at this moment: what `down --all` proves its work with.
final class EngineStock implements Stock {
    private final Engines engines;

    EngineStock(Engines engines) {
        this.engines = engines;
    }

    @Override
    public List<Item> items() {
        return EngineConsole.translating(() -> {
            var items = new ArrayList<Item>();
            engines.all().forEach(way -> new On(way.location(), items).look(way.engine().engine(), engines.plane()));
            return items;
        });
    }

    /// What one engine adds to the items.
    private record On(Location location, List<Item> items) {
        void look(Engine engine, String plane) {
            var inventory = engine.inventory(plane);
            inventory.instances().forEach(i -> items.add(item(Type.INSTANCE, i.name(), i.id(), i.stamp())));
            inventory.networks().forEach(n -> items.add(item(Type.NETWORK, n.name(), n.id(), n.stamp())));
            inventory.volumes().forEach(v -> items.add(item(Type.VOLUME, v.name(), v.name(), v.stamp())));
            engine.images().list(plane).forEach(i -> items.add(new Item(Type.IMAGE, i.tags().isEmpty() ? i.id() : i.tags().getFirst(), i.id(),
                Optional.empty(), Optional.empty(), Optional.empty(), location.name())));
        }

        private Item item(Type type, String name, String id, Stamp stamp) {
            var owner = type == Type.INSTANCE ? Naming.component(stamp)
                : stamp.assembly().isEmpty() ? null : new Key(Kind.ASSEMBLY, stamp.project(), stamp.assembly());
            return new Item(type, name, id, Optional.of(stamp.project()), Optional.of(stamp.assembly()).filter(a -> !a.isEmpty()), Optional.ofNullable(owner), location.name());
        }
    }
}

package dev.plimsoll.server;

import dev.plimsoll.api.plane.Stock;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything on the engine with our stamp, asked for at this moment: what `down --all` proves its work with.
final class EngineStock implements Stock {
    private final Engine engine;
    private final String plane;

    EngineStock(Engine engine, String plane) {
        this.engine = engine;
        this.plane = plane;
    }

    @Override
    public List<Item> items() {
        return EngineConsole.translating(() -> {
            var inventory = engine.inventory(plane);
            var items = new ArrayList<Item>();
            inventory.instances().forEach(i -> items.add(item(Type.INSTANCE, i.name(), i.id(), i.stamp())));
            inventory.networks().forEach(n -> items.add(item(Type.NETWORK, n.name(), n.id(), n.stamp())));
            inventory.volumes().forEach(v -> items.add(item(Type.VOLUME, v.name(), v.name(), v.stamp())));
            engine.images().list(plane).forEach(i -> items.add(new Item(Type.IMAGE, i.tags().isEmpty() ? i.id() : i.tags().getFirst(), i.id(),
                Optional.empty(), Optional.empty(), Optional.empty())));
            return items;
        });
    }

    private static Item item(Type type, String name, String id, Stamp stamp) {
        var owner = type == Type.INSTANCE ? Naming.component(stamp)
            : stamp.assembly().isEmpty() ? null : new Key(Kind.ASSEMBLY, stamp.project(), stamp.assembly());
        return new Item(type, name, id, Optional.of(stamp.project()), Optional.of(stamp.assembly()).filter(a -> !a.isEmpty()), Optional.ofNullable(owner));
    }
}

package dev.plimsoll.engines.docker;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whose the networks (by id) and volumes (by name) are that we have seen or made. The engine's events about them carry no
/// labels; without this every volume any program removes would make us look at everything.
final class KnownOwners {
    private final Map<String, Stamp> owners = new ConcurrentHashMap<>();

    void learn(String idOrName, Stamp stamp) {
        owners.put(idOrName, stamp);
    }

    void learn(Inventory inventory) {
        inventory.networks().forEach(network -> learn(network.id(), network.stamp()));
        inventory.volumes().forEach(volume -> learn(volume.name(), volume.stamp()));
    }

    Optional<Stamp> of(String idOrName) {
        return Optional.ofNullable(owners.get(idOrName));
    }

    void forget(String idOrName) {
        owners.remove(idOrName);
    }
}

package dev.plimsoll.model.outside;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything with our control plane's stamp that one listing of an engine saw, and when it was asked for. Things of others
/// are not in it.
///
/// @param asOf      when the listing was asked for: it shows every effect completed before this time
/// @param services  none: this engine knows no services, each instance is made by itself
public record Inventory(Instant asOf, List<SeenInstance> instances, List<SeenNetwork> networks, List<SeenVolume> volumes, Optional<List<SeenService>> services) {
    public static final Inventory EMPTY = new Inventory(Instant.EPOCH, List.of(), List.of(), List.of());

    public Inventory {
        instances = List.copyOf(instances);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        services = services.map(List::copyOf);
    }

    /// Of an engine without services.
    public Inventory(Instant asOf, List<SeenInstance> instances, List<SeenNetwork> networks, List<SeenVolume> volumes) {
        this(asOf, instances, networks, volumes, Optional.empty());
    }

    /// A network of ours.
    ///
    /// @param attached number of instances attached to it
    public record SeenNetwork(String id, String name, Stamp stamp, int attached) {}

    /// A volume of ours.
    public record SeenVolume(String name, Stamp stamp) {}
}

package dev.plimsoll.model.outside;

import java.time.Instant;
import java.util.List;

/// Everything with our control plane's stamp that one listing of an engine saw, and when it was asked for. Things of others
/// are not in it.
///
/// @param asOf      when the listing was asked for: it shows every effect completed before this time
public record Inventory(Instant asOf, List<SeenInstance> instances, List<SeenNetwork> networks, List<SeenVolume> volumes) {
    public static final Inventory EMPTY = new Inventory(Instant.EPOCH, List.of(), List.of(), List.of());

    public Inventory {
        instances = List.copyOf(instances);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
    }

    /// A network of ours.
    ///
    /// @param attached number of instances attached to it
    public record SeenNetwork(String id, String name, Stamp stamp, int attached) {}

    /// A volume of ours.
    public record SeenVolume(String name, Stamp stamp) {}
}

package dev.plimsoll.ports;

/// Which outside object, by the engine's own id (instances, services, networks) or name (volumes).
public record PartRef(Type type, String id) {
    public enum Type { INSTANCE, SERVICE, NETWORK, VOLUME }
}

package dev.plimsoll.planning.registration;

/// An instance that may be in a register.
///
/// @param instance engine's id
/// @param name     for people
/// @param key      by which its entry is known
/// @param ready    whether it may get something
/// @param leaving  whether it is about to be stopped
public record Registrant(String instance, String name, String key, boolean ready, boolean leaving) {
    public Registrant leaves() {
        return new Registrant(instance, name, key, ready, true);
    }
}

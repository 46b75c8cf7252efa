package dev.plimsoll.model.outside;

/// A service of ours as a listing saw it: what the engine itself makes and keeps instances from. They are listed beside it, each with the stamp's
/// component and a slot of its own.
///
/// @param id         engine's id
/// @param name       engine's name
/// @param stamp      whose it is; its hash is of the service as a whole, its slot is 0
/// @param definition hash of the definition from which its instances are made now
/// @param replicas   how many instances the engine means to have
/// @param update     how the last change of its instances stands
/// @param message    the engine's own words on that; empty when it says nothing
public record SeenService(String id, String name, Stamp stamp, String definition, int replicas, Update update, String message) {
    /// NONE: nothing is being replaced. UNDER_WAY: the engine is replacing instances. PAUSED: it has stopped doing so, because too many new ones failed.
    public enum Update { NONE, UNDER_WAY, PAUSED }
}

package dev.plimsoll.model.swarm;

/// A task on a node, or on its way there.
///
/// @param service id of the service it is of
/// @param name    for people, such as `shop/web 1`
/// @param movable its service starts the new before it ends the old, and does not run on every node: it can be renewed elsewhere without a gap
/// @param update  how an update of its service stands
/// @param why     what the update says, or why its new tasks wait; empty mostly
public record Occupant(String service, String name, boolean movable, Update update, String why) {
    /// NONE: it is as its service says. UNDER_WAY: its service is being renewed. FAILED: that has stopped.
    public enum Update { NONE, UNDER_WAY, FAILED }
}

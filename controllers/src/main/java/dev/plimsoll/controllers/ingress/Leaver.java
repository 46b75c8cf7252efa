package dev.plimsoll.controllers.ingress;

import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;

/// Who is about to be stopped, and answers for routes until then: an instance, or a machine that a route leads to.
///
/// @param id   by which its servers are found
/// @param name for people
public record Leaver(String id, String name) {
    static Leaver of(SeenInstance instance) {
        return new Leaver(instance.id(), instance.name());
    }

    /// One with the same name that follows is another one.
    public static Leaver of(Resource machine) {
        return new Leaver("machine/" + machine.metadata().uid(), machine.key().shortForm());
    }
}
